package io.segsnap.format;

/**
 * The bytes of a record make no sense although the batch's checksum holds: it was written that way.
 * Callers that know the file turn this into a {@link io.segsnap.CorruptionException}.
 */
public final class MalformedRecordException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MalformedRecordException(String message) {
    super(message);
  }
}
