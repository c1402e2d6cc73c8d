/** What only blobs in S3 promise: their content type, and which answers mean "absent". */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createS3Blobs } from '../../shared/adapters/aws/s3-blobs.ts';
import { bucket, openS3 } from './open-blobs.ts';

describe('blobs in s3', () => {
  let opened: Awaited<ReturnType<typeof openS3>>;
  beforeAll(async () => {
    opened = await openS3();
  });
  afterAll(() => opened.close());
  afterEach(() => vi.unstubAllEnvs());

  it('keep their content type', async () => {
    await opened.blobs.put('typed', Buffer.from('{}'), 'application/json');
    expect(opened.double.objects.get('typed')).toEqual({ body: Buffer.from('{}'), contentType: 'application/json' });
  });

  it('take a missing bucket for a fault, not for a missing object', async () => {
    const blobs = createS3Blobs({ bucket: 'elsewhere', client: opened.client });
    await expect(blobs.get('a')).rejects.toThrow('NoSuchBucket');
    await expect(blobs.list('a')).rejects.toThrow('NoSuchBucket');
    await expect(blobs.put('a', Buffer.from('a'), 'text/plain')).rejects.toThrow('NoSuchBucket');
  });

  it('find their endpoint, region and credentials in the environment', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_S3', opened.double.endpoint);
    vi.stubEnv('AWS_REGION', 'eu-south-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    await createS3Blobs({ bucket }).put('env', Buffer.from('env'), 'text/plain');
    expect(await opened.blobs.head('env')).toEqual({ key: 'env', size: 3 });
  });
});
