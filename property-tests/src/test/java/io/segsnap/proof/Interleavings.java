package io.segsnap.proof;

import io.segsnap.proof.Proof.Section;
import java.util.Set;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/**
 * Lets Lincheck run random short scenarios on two threads that switch at every access to shared
 * memory, and compare the results with those of a model that runs the same calls one after the other.
 *
 * <p>Two classes with threads are left out. {@code Catalog} has no memory that threads share: writers
 * exclude each other by {@code FolderLock}, which is checked, and readers see a file that is replaced
 * as a whole, which the tests with several processes check. {@code Workers} makes threads and joins
 * them, where Lincheck wants to have its own; what they share are classes that are checked.
 */
public final class Interleavings {

  private static final int SCENARIOS = Integer.getInteger("segsnap.lincheck.scenarios", 5);
  private static final int INTERLEAVINGS =
      Integer.getInteger("segsnap.lincheck.interleavings", 200);

  /** No thread is switched within calls that name files, of which the checker knows nothing. */
  private static final Set<String> NAME_FILES = Set.of(
      "io.segsnap.copy.CopyQueueTest",
      "io.segsnap.format.FileKind",
      "io.segsnap.snapshot.SnapshotFolder");

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
        .addGuarantee(ManagedStrategyGuaranteeKt.forClasses(NAME_FILES::contains)
            .allMethods()
            .ignore())
        .addGuarantee(ManagedStrategyGuaranteeKt.forClasses("io.segsnap.snapshot.FolderLock")
            .methods("createDirectories")
            .ignore())
        .sequentialSpecification(model)
        .check(subject);
    Proof.add(Section.INTERLEAVINGS, what, SCENARIOS, INTERLEAVINGS);
  }
}
