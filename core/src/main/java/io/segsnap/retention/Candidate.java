package io.segsnap.retention;

import java.time.Instant;
import java.util.List;

/**
 * What a policy needs to know of a snapshot.
 *
 * @param id unique; the later of two snapshots of the same time has the larger one
 * @param created when
 * @param tags possibly none
 */
public record Candidate(String id, Instant created, List<String> tags) {

  public Candidate {
    tags = List.copyOf(tags);
  }
}
