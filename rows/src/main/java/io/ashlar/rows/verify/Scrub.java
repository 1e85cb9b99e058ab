package io.ashlar.rows.verify;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.memory.Acquisition;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.error.CorruptionException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.rows.catalog.CatalogStore;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.PartitionRecord;
import io.ashlar.rows.ddl.SchemaChanges;
import io.ashlar.rows.ddl.TableParts;
import io.ashlar.rows.ddl.TableRegistry;
import io.ashlar.rows.entry.RowJudge;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.wait.Pace;
import io.ashlar.schema.IndexSchema;
import io.ashlar.store.Freshness;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.verify.ProblemKind;
import io.ashlar.verify.VerifyOptions;
import io.ashlar.verify.VerifyProgress;
import io.ashlar.verify.VerifyResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.agrona.MutableDirectBuffer;

/**
 * A check of a database that is in use, some rows at a time. Each time it takes a view, reads the
 * catalog of that view, and goes on in key order behind the last key that was checked: rows and
 * their entries are compared at one view, and no view is held for long. What was found is repaired
 * after the view is given up. One run for each object.
 */
public final class Scrub implements AutoCloseable {

  private static final int CHUNK_ROWS = 1_000;

  private final DatabaseContext context;
  private final SchemaChanges changes;
  private final VerifyOptions options;
  private final StoreTransaction reader;
  private final CatalogStore catalog;
  private final RowVerifier verifier;
  private final EntryRepair repair;
  private final Pace pace;
  private final KeyEncoder place = new KeyEncoder();
  private final MutableDirectBuffer placeBytes = Flyweights.empty();
  private final List<Finding> unsettled = new ArrayList<>();
  private final Findings settled;
  private final TreeSet<Integer> tablesSeen = new TreeSet<>();

  /** Of all tables, at the view of the chunk. */
  private List<PartitionRecord> partitions = List.of();

  private String table = "";
  private String index = "";

  /**
   * Borrows what it needs until {@link #close}.
   *
   * @param context the database
   * @param tables its tables
   * @param changes gives back what belongs to nothing
   * @param options what to check, and how
   */
  public Scrub(
      DatabaseContext context, TableRegistry tables, SchemaChanges changes, VerifyOptions options) {
    this.context = context;
    this.changes = changes;
    this.options = options;
    this.pace = new Pace(options.rowsPerSecond());
    this.settled = new Findings(options.maxProblems());
    try (Acquisition all = new Acquisition()) {
      this.reader = all.add(context.transactions().newTransaction(), StoreTransaction::close);
      this.catalog = all.add(new CatalogStore(context.pool()), CatalogStore::close);
      this.verifier =
          all.add(
              new RowVerifier(reader, context.pool(), new RowJudge(), unsettled::add),
              RowVerifier::close);
      this.repair = new EntryRepair(context, tables);
      all.keep();
    }
  }

  /**
   * Checks.
   *
   * @return what was found
   * @throws IllegalUseException when the position to go on from is none, or the thread is
   *     interrupted
   * @throws io.ashlar.error.ClosedException when the database is closed meanwhile
   */
  public VerifyResult run() {
    ScrubPlace at = ScrubPlace.parse(options.from());
    if (options.from().isEmpty()) {
      checkFiles();
      checkCatalog();
    }
    while (at != null && read() < options.maxRows()) {
      context.ensureOpen();
      long before = read();
      int limit = (int) Math.min(pace.chunk(CHUNK_ROWS), options.maxRows() - before);
      at = next(at, limit);
      settle();
      if (at != null) {
        options
            .listener()
            .accept(
                new VerifyProgress(
                    table,
                    index,
                    verifier.rows(),
                    verifier.entries(),
                    settled.count(),
                    at.toString()));
        pause(pace.after(read() - before));
      }
    }
    return settled.result(
        tablesSeen.size(), verifier, Optional.ofNullable(at).map(ScrubPlace::toString));
  }

  private long read() {
    return verifier.rows() + verifier.entries();
  }

  private void checkFiles() {
    if (options.isChecksums()) {
      try {
        context.store().verifyChecksums();
      } catch (CorruptionException e) {
        unsettled.add(new Finding(ProblemKind.CHECKSUM, null, null, new byte[0], e));
      }
    }
  }

  private void checkCatalog() {
    reader.beginRead(Freshness.ACKNOWLEDGED);
    try {
      new CatalogVerifier(reader, catalog, unsettled::add).check();
    } finally {
      reader.rollback();
    }
    settle();
  }

  /** Checks one chunk; returns where to go on, or null at the end. */
  private ScrubPlace next(ScrubPlace at, int limit) {
    reader.beginRead(Freshness.ACKNOWLEDGED);
    try {
      List<TableDefinition> all = catalog.tables(reader);
      for (TableDefinition definition : all) {
        boolean wanted = options.tables().isEmpty() || options.tables().contains(definition.name());
        if (definition.id() >= at.tableId() && wanted) {
          verifier.builds(catalog.builds(reader));
          partitions = catalog.partitions(reader);
          verifier.partitions(partitions);
          verifier
              .references()
              .use(catalog.foreignKeys(reader), all, partitions, context.expiryClock().micros());
          boolean begun = definition.id() == at.tableId();
          return checkPart(
              definition, begun ? at : new ScrubPlace(definition.id(), 0, at.key()), begun, limit);
        }
      }
      return null;
    } finally {
      reader.rollback();
    }
  }

  private ScrubPlace checkPart(
      TableDefinition definition, ScrubPlace at, boolean begun, int limit) {
    tablesSeen.add(definition.id());
    table = definition.name();
    place.resetEmpty();
    if (at.indexId() == 0) {
      from(begun ? at.key() : new byte[0]);
      index = IndexSchema.PRIMARY;
      TableDefinition part = part(definition, TableDefinition::keyspaceId);
      return part == null
          ? at.afterPart()
          : after(at, 0, part, part.keyspaceId(), verifier.rows(part, place, limit));
    }
    Optional<IndexDefinition> next =
        definition.maintained().stream()
            .filter(candidate -> candidate.id() >= at.indexId())
            .min(Comparator.comparingInt(IndexDefinition::id));
    if (next.isEmpty()) {
      return at.afterTable();
    }
    from(next.get().id() == at.indexId() ? at.key() : new byte[0]);
    int id = next.get().id();
    index = next.get().name();
    TableDefinition part = part(definition, in -> in.maintained(id).keyspaceId());
    if (part == null) {
      return new ScrubPlace(at.tableId(), id, at.key()).afterPart();
    }
    IndexDefinition entries = part.maintained(id);
    boolean more = verifier.entries(part, entries, place, limit);
    return after(at, id, part, entries.keyspaceId(), more);
  }

  /**
   * Where the place lies, or what follows it: the table itself, or one of its partitions in the
   * order of a keyspace. Null when nothing follows.
   */
  private TableDefinition part(
      TableDefinition definition, ToIntFunction<TableDefinition> keyspace) {
    int from = place.length() == 0 ? 0 : KeyspacePrefix.of(place.buffer(), 0);
    return TableParts.of(definition, partitions).stream()
        .filter(part -> keyspace.applyAsInt(part) >= from)
        .min(Comparator.comparingInt(keyspace))
        .orElse(null);
  }

  private void from(byte[] key) {
    placeBytes.wrap(key);
    place.putRaw(placeBytes, 0, key.length);
  }

  private ScrubPlace after(
      ScrubPlace at, int indexId, TableDefinition part, int keyspaceId, boolean more) {
    if (!more && part.partitions() != null) {
      // Whether another partition follows, the next chunk finds out.
      place.reset(keyspaceId + 1);
    }
    byte[] last = new byte[place.length()];
    place.buffer().getBytes(0, last);
    ScrubPlace here = new ScrubPlace(at.tableId(), indexId, last);
    return more || part.partitions() != null ? here : here.afterPart();
  }

  /** Repairs what was found, if asked to, and notes it. */
  private void settle() {
    for (Finding finding : unsettled) {
      settled.add(finding, options.isRepair() && repaired(finding));
    }
    unsettled.clear();
  }

  private boolean repaired(Finding finding) {
    return finding.kind() == ProblemKind.ORPHAN_KEYSPACE
        ? changes.reclaimOrphan(KeyspacePrefix.of(Flyweights.wrap(finding.key()), 0))
        : repair.repair(finding);
  }

  private static void pause(long ns) {
    try {
      TimeUnit.NANOSECONDS.sleep(ns);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalUseException(e, "The check was interrupted.", "interrupted", true);
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalUseException("The check was interrupted.", "interrupted", true);
    }
  }

  @Override
  public void close() {
    verifier.close();
    repair.close();
    catalog.close();
    reader.close();
  }
}
