package io.segsnap.proof;

import io.segsnap.proof.Proof.Section;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuarantee;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/**
 * Lets Lincheck run random short scenarios on two threads that switch at every access to shared memory, and compare the
 * results with those of a model that runs the same calls one after the other.
 */
public final class Interleavings {

  private static final int SCENARIOS = Integer.getInteger("segsnap.lincheck.scenarios", 10);
  private static final int INTERLEAVINGS =
      Integer.getInteger("segsnap.lincheck.interleavings", 300);

  private Interleavings() {}

  /**
   * Fails with the scenario and the interleaving that no order of its calls explains.
   *
   * @param subject a public class with public methods that are operations
   * @param model one with the same methods, for one thread; may be the subject
   */
  public static void check(String what, Class<?> subject, Class<?> model) {
    new ModelCheckingOptions()
        .iterations(SCENARIOS)
        .invocationsPerIteration(INTERLEAVINGS)
        .threads(2)
        .actorsBefore(1)
        .actorsPerThread(3)
        .actorsAfter(1)
        .addGuarantee(fileCalls())
        .sequentialSpecification(model)
        .check(subject);
    Proof.add(Section.INTERLEAVINGS, what, SCENARIOS, INTERLEAVINGS);
  }

  /** The checker knows nothing of files, so that no thread is switched within a call that names one. */
  private static ManagedStrategyGuarantee fileCalls() {
    return ManagedStrategyGuaranteeKt.forClasses(name -> name.startsWith("java.nio.file.")
            || name.startsWith("sun.nio.fs.")
            || name.equals("io.segsnap.format.FileKind")
            || name.equals("io.segsnap.io.LocalDisk"))
        .allMethods()
        .ignore();
  }
}
