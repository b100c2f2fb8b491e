package io.segsnap.snapshot;

import io.segsnap.SegsnapException;
import java.nio.file.Path;

/**
 * A published snapshot folder whose manifest can't be read. It can be deleted by its id.
 *
 * @param id the folder's name
 * @param folder where it is
 * @param problem what is wrong with the manifest
 */
public record DamagedSnapshot(String id, Path folder, SegsnapException problem) {}
