package io.segsnap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.segsnap.log.TailCut;

/** A torn tail for programs. */
final class TailCuts {

  private TailCuts() {}

  static JsonNode toJson(TailCut cut) {
    return Json.object()
        .put("file", cut.fileName())
        .put("position", cut.position())
        .put("removedBytes", cut.removedBytes())
        .put("damagePosition", cut.reason().position())
        .put("expected", cut.reason().expected())
        .put("actual", cut.reason().actual());
  }
}
