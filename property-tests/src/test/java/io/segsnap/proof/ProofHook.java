package io.segsnap.proof;

import io.segsnap.proof.Proof.Section;
import java.util.Locale;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutionResult.Status;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Runs every property with the seed of {@code -Dsegsnap.seed} if there is one, notes what was tried,
 * and tells how to repeat a failure.
 */
public final class ProofHook implements AroundPropertyHook {

  private static final String SEED = System.getProperty("segsnap.seed", "");

  /** How often a property is tried that does not say so itself. */
  private static final int TRIES = Integer.getInteger("segsnap.tries", 100);

  private static final int TIMES_CHEAP = 10;

  /** The seed of what draws at random and is no property: of crashes, kills and processes. */
  public static String seed() {
    return SEED.isEmpty() ? "42" : SEED;
  }

  /** How deep this run goes, as an argument that begins with a blank; nothing for a pull request. */
  static String depth() {
    String depth = System.getProperty("segsnap.depth", "").strip();
    return depth.isEmpty() ? "" : " " + depth;
  }

  /** Whether there is time for everything. */
  public static boolean isNightly() {
    return depth().equals(" -Pnightly");
  }

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) throws Throwable {
    if (!SEED.isEmpty()) {
      context.attributes().setSeed(SEED);
    }
    if (context.attributes().tries().isEmpty()) {
      boolean isCheap = context.containerClass().isAnnotationPresent(Cheap.class);
      context.attributes().setTries(isCheap ? TIMES_CHEAP * TRIES : TRIES);
    }
    PropertyExecutionResult result = property.execute();
    String name =
        context.containerClass().getSimpleName() + "#" + context.targetMethod().getName();
    String used = result.seed().orElse("");
    Proof.add(
        Section.PROPERTIES,
        name,
        result.countTries(),
        used,
        result.status().toString().toLowerCase(Locale.ROOT));
    if (result.status() == Status.FAILED) {
      System.out.println(repeat(name, used));
    }
    return result;
  }

  /**
   * How to run one test of this module again, on a line of its own.
   *
   * @param test class, or class and method
   * @param seed empty if the test has none
   */
  public static String repeat(String test, Object seed) {
    String given = String.valueOf(seed);
    return String.format(
        "%nRepeat with: mvn test -pl property-tests -Dskip.jdk25%s"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dtest='%s'%s",
        depth(), test, given.isEmpty() ? "" : " -Dsegsnap.seed=" + given);
  }
}
