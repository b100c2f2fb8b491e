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

  /** The seed of this run, 0 for properties that choose their own. */
  static long seed() {
    return SEED.isEmpty() ? 0 : Long.parseLong(SEED);
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
      System.out.println("Repeat with: " + command(name, "-Dsegsnap.seed=" + used));
    }
    return result;
  }

  /** What runs one test of this module again. */
  public static String command(String test, String properties) {
    return "mvn test -pl property-tests -am -Dskip.jdk25 -Dsurefire.failIfNoSpecifiedTests=false"
        + " -Dtest='" + test + "' " + properties;
  }
}
