package io.segsnap.snapshot;

import io.segsnap.InvalidRequestException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Ids {@code snapshot-<epoch nanos>}, which sort by time. */
final class SnapshotId {

  static final String PREFIX = "snapshot-";

  private static final Pattern FORMAT = Pattern.compile("snapshot-(0|[1-9]\\d{0,18})");

  private SnapshotId() {}

  static String of(long number) {
    return PREFIX + number;
  }

  /** The number in an id; empty where the text is no id. */
  static OptionalLong numberOf(String text) {
    var fields = FORMAT.matcher(text);
    if (!fields.matches()) {
      return OptionalLong.empty();
    }
    BigInteger number = new BigInteger(fields.group(1));
    return number.bitLength() < Long.SIZE
        ? OptionalLong.of(number.longValue())
        : OptionalLong.empty();
  }

  /** Refuses what is no id, a path in particular. */
  static void check(String operation, String id) throws InvalidRequestException {
    if (numberOf(id).isEmpty()) {
      throw new InvalidRequestException(
          operation,
          null,
          "'" + id + "' is no snapshot id",
          "ids look like snapshot-1700000000000000000; list them");
    }
  }

  /** The number for a snapshot made now: the time, or just above the last where clocks stand. */
  static long next(Instant now, long last) throws InvalidRequestException {
    try {
      long nanos =
          Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
      return Math.max(nanos, Math.addExact(last, 1));
    } catch (ArithmeticException e) {
      throw new InvalidRequestException(
          "create", null, "no id is left after snapshot-" + last + " at " + now, "check the clock");
    }
  }
}
