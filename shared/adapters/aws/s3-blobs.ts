/**
 * Blobs on S3. The role needs s3:ListBucket besides reading and writing: without it S3 answers 403, not 404, for an
 * object that is not there (API Reference, "GetObject").
 */
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { isBlobKey, isBlobPrefix, requireBlobKey } from '../../domain/storage/blob-key.ts';
import { mostPerPage, requirePageLimit } from '../../domain/storage/page-limit.ts';
import type { Blobs } from '../../ports.ts';

/** How long an address is good for that a reader is sent to; seconds. */
const addressSeconds = 300;

/** `client` when absent: from the environment (region, credentials, AWS_ENDPOINT_URL_S3). */
export function createS3Blobs(options: { readonly bucket: string; readonly client?: S3Client }): Blobs {
  const Bucket = options.bucket;
  const client = options.client ?? createClient();
  return {
    async put(key, body, contentType) {
      requireBlobKey(key);
      await client.send(new PutObjectCommand({ Bucket, Key: key, Body: body, ContentType: contentType }));
    },
    async get(key) {
      if (!isBlobKey(key)) return undefined;
      const found = await unlessAbsent(client.send(new GetObjectCommand({ Bucket, Key: key })));
      return found?.Body?.transformToByteArray();
    },
    async head(key) {
      if (!isBlobKey(key)) return undefined;
      const found = await unlessAbsent(client.send(new HeadObjectCommand({ Bucket, Key: key })));
      return found && { key, size: found.ContentLength ?? 0 };
    },
    async deliver(key, { contentType, fileName }) {
      if (!isBlobKey(key)) return undefined;
      const found = await unlessAbsent(client.send(new HeadObjectCommand({ Bucket, Key: key })));
      if (found === undefined) return undefined;
      const wanted = {
        Bucket,
        Key: key,
        ResponseContentType: contentType,
        ResponseContentDisposition: `attachment; filename="${fileName}"`,
      };
      const urlFor = (method: 'GET' | 'HEAD'): Promise<string> => {
        const command = method === 'GET' ? new GetObjectCommand(wanted) : new HeadObjectCommand(wanted);
        return getSignedUrl(client, command, { expiresIn: addressSeconds });
      };
      return { size: found.ContentLength ?? 0, urlFor };
    },
    async list(prefix, { after, limit = mostPerPage } = {}) {
      requirePageLimit(limit);
      if (!isBlobPrefix(prefix)) return [];
      const start = after ? { StartAfter: after } : {};
      const found = await client.send(new ListObjectsV2Command({ Bucket, Prefix: prefix, MaxKeys: limit, ...start }));
      return (found.Contents ?? []).map(({ Key = '', Size = 0 }) => ({ key: Key, size: Size }));
    },
  };
}

function createClient(): S3Client {
  return new S3Client({
    maxAttempts: 5,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
  });
}

/** An object that is not there is named so; a bucket that is not there is a fault, and a 404 as well. */
const absentNames = new Set(['NoSuchKey', 'NotFound']);

async function unlessAbsent<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (fault) {
    if (fault instanceof S3ServiceException && absentNames.has(fault.name)) return undefined;
    throw fault;
  }
}
