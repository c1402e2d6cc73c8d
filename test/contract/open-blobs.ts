/** Opens each store of the blob suites: files in a temporary folder, S3 as a double on a loopback port. */
import { S3Client } from '@aws-sdk/client-s3';
import { createS3Blobs } from '../../shared/adapters/aws/s3-blobs.ts';
import { createFileBlobs } from '../../shared/adapters/embedded/file-blobs.ts';
import type { Blobs } from '../../shared/ports.ts';
import { startS3Double } from '../fixtures/s3-double.ts';
import { openFolder } from './open-table.ts';

export const bucket = 'vedetta';
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

export type OpenedBlobs = { readonly blobs: Blobs; close(): Promise<void> };

async function openFiles(): Promise<OpenedBlobs> {
  const folder = openFolder();
  return { blobs: createFileBlobs(folder.path), close: async () => folder.close() };
}

export async function openS3(): Promise<
  OpenedBlobs & { readonly client: S3Client; readonly double: Awaited<ReturnType<typeof startS3Double>> }
> {
  const double = await startS3Double(bucket);
  const client = new S3Client({ endpoint: double.endpoint, region: 'eu-south-1', credentials });
  return {
    blobs: createS3Blobs({ bucket, client }),
    client,
    double,
    async close() {
      client.destroy();
      await double.close();
    },
  };
}

export const blobKinds = [
  { kind: 'files', open: openFiles },
  { kind: 's3', open: openS3 },
] as const;
