import { describe, expect, it } from 'vitest';
import { explainError, FetchRefusal } from '../../../shared/adapters/network/fetch-fault.ts';

const failure = (code: string, message = ''): Error => Object.assign(new Error(message), { code });

describe('explainError', () => {
  it('tells the refusal that an error carries', () => {
    const fault = { code: 'refused-address', detail: 'private' } as const;
    expect(explainError(new FetchRefusal(fault), 'connecting')).toEqual(fault);
  });

  it('tells a closed connection from a cut body by how far the answer got', () => {
    expect(explainError(failure('ECONNRESET'), 'waiting').code).toBe('connect-reset');
    expect(explainError(failure('ECONNRESET'), 'reading').code).toBe('truncated');
    expect(explainError(failure('UND_ERR_SOCKET', 'other side closed'), 'waiting').code).toBe('connect-reset');
    expect(explainError(failure('UND_ERR_SOCKET', 'bad response'), 'waiting').code).toBe('protocol');
    expect(explainError(failure('ETIMEDOUT'), 'connecting').code).toBe('connect-timeout');
  });

  it.each([
    ['EHOSTUNREACH', 'host-unreachable'],
    ['ENETUNREACH', 'network-unreachable'],
    ['EMFILE', 'network-unreachable'],
    ['CRL_HAS_EXPIRED', 'tls-untrusted'],
    ['CERT_REVOKED', 'tls-untrusted'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls-untrusted'],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'tls-version'],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'tls-cipher'],
    ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'tls-cipher'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'tls-client-certificate'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls-protocol'],
    ['EPROTO', 'tls-protocol'],
  ])('reads %s as %s', (code, ours) => {
    expect(explainError(failure(code), 'connecting')).toEqual({ code: ours, detail: code });
  });

  it('tells a server that wants a certificate of ours by its having shown its own', () => {
    const alert = failure('ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE');
    expect(explainError(alert, 'greeted').code).toBe('tls-client-certificate');
    expect(explainError(failure('ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE'), 'waiting').code).toBe(
      'tls-client-certificate',
    );
    expect(explainError(failure('ECONNRESET'), 'greeted').code).toBe('connect-reset');
  });

  it('tells what the peer did when only one family is ours to miss', () => {
    const unreachable = failure('ENETUNREACH');
    const both = new AggregateError([unreachable, failure('ECONNREFUSED')]);
    expect(explainError(both, 'connecting').code).toBe('connect-refused');
    expect(explainError(new AggregateError([unreachable, unreachable]), 'connecting').code).toBe('network-unreachable');
  });

  it('has an answer for an error it does not know, for an empty one and for none', () => {
    expect(explainError(new TypeError('x'), 'reading')).toEqual({ code: 'protocol', detail: 'TypeError' });
    expect(explainError(new AggregateError([]), 'connecting').code).toBe('protocol');
    expect(explainError({}, 'waiting').code).toBe('protocol');
  });
});
