package io.segsnap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.segsnap.format.CompressionCodec;
import io.segsnap.generate.GeneratorOptions;
import io.segsnap.generate.LogGenerator;
import io.segsnap.io.Disk;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code segsnap generate}. */
@Command(
    name = "generate",
    header = "Write a log to try things on.",
    description = {
      "The same options give the same log; about half of the payload"
          + " can be compressed away. Sizes are bytes, or like 64k, 64m, 1.5g."
    },
    footer = {
      "  segsnap generate /tmp/demo-0 --size 1g",
      "  segsnap generate /tmp/small-0 --size 64m --segment-size 4m --compression lz4"
    })
final class GenerateCommand extends BaseCommand {

  @Parameters(
      paramLabel = "DIR",
      description = "A directory that is missing or empty, whose parent exists.")
  private Path directory;

  @Option(
      names = "--size",
      required = true,
      paramLabel = "SIZE",
      converter = Sizes.class,
      description = "Size of the log, rounded up to a batch.")
  private long size;

  @Option(
      names = "--segment-size",
      paramLabel = "SIZE",
      converter = Sizes.class,
      defaultValue = "64m",
      description = "Size of a segment. Default: ${DEFAULT-VALUE}.")
  private long segmentSize;

  @Option(
      names = "--record-size",
      paramLabel = "SIZE",
      converter = Sizes.class,
      defaultValue = "1k",
      description = "Size of a record's key and value. Default: ${DEFAULT-VALUE}.")
  private long recordSize;

  @Option(
      names = "--batch-size",
      paramLabel = "SIZE",
      converter = Sizes.class,
      defaultValue = "16k",
      description = "Size of a batch before compression. Default: ${DEFAULT-VALUE}.")
  private long batchSize;

  @Option(
      names = "--compression",
      paramLabel = "CODEC",
      converter = CodecName.class,
      completionCandidates = CodecName.class,
      defaultValue = "none",
      description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private CompressionCodec compression;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the payload. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Override
  public Integer call() throws IOException {
    print(new GenerateAnswer(directory, generate(options())));
    return ExitCode.OK;
  }

  private long generate(GeneratorOptions options) throws IOException {
    try (ProgressBar progress = progressBar()) {
      return LogGenerator.generate(
          directory, options, Disk.local(), bytes -> progress.add(bytes, size));
    }
  }

  private GeneratorOptions options() {
    try {
      return new GeneratorOptions(
          size,
          segmentSize,
          Math.toIntExact(recordSize),
          Math.toIntExact(batchSize),
          compression,
          seed);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ParameterException(spec().commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private record GenerateAnswer(Path directory, long records) implements Answer {

    @Override
    public JsonNode toJson() {
      return Json.object().put("directory", directory.toString()).put("records", records);
    }

    @Override
    public void print(PrintWriter out) {
      out.println("wrote " + records + " records to " + directory);
    }
  }
}
