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

  it('are delivered from an address that is good for five minutes, for one method, under the name of the file', async () => {
    await opened.blobs.put('exports/apis.csv', Buffer.from('id'), 'text/csv');
    const as = { contentType: 'text/csv', fileName: 'vedetta-2026-11-26.csv' };
    const delivery = await opened.blobs.deliver('exports/apis.csv', as);
    if (delivery === undefined || !('urlFor' in delivery)) throw new Error('it is not sent on');
    const [get, head] = await Promise.all([delivery.urlFor('GET'), delivery.urlFor('HEAD')]);
    const { searchParams: query, pathname } = new URL(get);
    expect(pathname).toMatch(/\/exports\/apis\.csv$/);
    expect(query.get('X-Amz-Expires')).toBe('300');
    expect(query.get('X-Amz-Signature')).toMatch(/^[0-9a-f]{64}$/);
    expect(query.get('response-content-type')).toBe('text/csv');
    expect(query.get('response-content-disposition')).toBe('attachment; filename="vedetta-2026-11-26.csv"');
    expect(new URL(head).searchParams.get('X-Amz-Signature')).not.toBe(query.get('X-Amz-Signature'));
    expect((await fetch(head, { method: 'HEAD' })).status).toBe(200);
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
