package io.segsnap.reports;

import java.util.List;

/**
 * What a run came to.
 *
 * @param status how it is to be taken
 * @param title the verdict in a few words
 * @param details sentences: reasons, what to do
 */
public record Banner(Status status, String title, List<String> details) implements Section {

  /** Always shown by a sign and a word as well, never by a colour alone. */
  public enum Status {
    PASSED("✓"),
    FAILED("✗"),
    UNDECIDED("?"),
    NOTE("i");

    private final String sign;

    Status(String sign) {
      this.sign = sign;
    }

    /** One character. */
    public String sign() {
      return sign;
    }
  }

  public Banner {
    details = List.copyOf(details);
  }
}
