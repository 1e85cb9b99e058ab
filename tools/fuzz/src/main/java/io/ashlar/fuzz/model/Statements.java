package io.ashlar.fuzz.model;

import io.ashlar.error.ClosedException;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.ContinuationException;
import io.ashlar.error.HistoryUnavailableException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.SchemaChangedException;
import io.ashlar.error.SchemaException;
import io.ashlar.fuzz.model.table.Definition;
import io.ashlar.fuzz.model.table.Fitting;
import io.ashlar.fuzz.model.table.ModelColumn;
import io.ashlar.fuzz.model.table.State;
import io.ashlar.fuzz.model.table.Stored;
import io.ashlar.fuzz.model.table.Values;
import io.ashlar.fuzz.script.Locking;
import io.ashlar.fuzz.script.ScanSpec;
import io.ashlar.fuzz.script.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Statements on rows, in a session and over a state. Long because most of what depends on the kind
 * of a statement is said here.
 */
final class Statements {

  private static final NavigableMap<List<Object>, Stored> NO_ROWS =
      Collections.unmodifiableNavigableMap(new TreeMap<>(Values.KEYS));

  private final History history;
  private final Map<Integer, Kept> prepared = new HashMap<>();
  private final Map<Integer, Place> readers = new HashMap<>();
  private final Cursors cursors = new Cursors();

  /** The numbers that identity columns of tables have drawn last. */
  private final Map<Integer, Long> drawn = new HashMap<>();

  /** A scan that was prepared when the names of columns stood for these. */
  private record Kept(ScanSpec scan, int table, Map<String, Integer> names) {}

  /** Where a reading in portions stands: behind the last row, or at the beginning. */
  private static final class Place {

    private final Kept kept;
    private Stored last;
    private boolean ended;

    /** The state after which a change of the schema may have made the token useless. */
    private int since;

    /** The rows of the table at the last portion. */
    private NavigableMap<List<Object>, Stored> rows;

    private Place next;

    Place(Kept kept) {
      this.kept = kept;
    }
  }

  Statements(History history) {
    this.history = history;
  }

  static boolean writes(Step.InSession step) {
    if (step instanceof Step.Query query) {
      return query.scan().locking() != Locking.NONE;
    }
    if (step instanceof Step.Get get) {
      return get.locking() != Locking.NONE;
    }
    return changes(step);
  }

  private static boolean changes(Step.InSession step) {
    return step instanceof Step.Insert
        || step instanceof Step.Update
        || step instanceof Step.Delete;
  }

  /** Whether a statement has something to work on; {@code reading} in a read-only transaction. */
  boolean applies(Step.InSession step, boolean reading) {
    if (reading && writes(step)) {
      return false;
    }
    Applicable applicable = new Applicable(history.newest());
    if (step instanceof Step.OnTable onTable) {
      return applicable.statement(onTable);
    }
    if (step instanceof Step.Run run) {
      return prepared.containsKey(run.slot())
          && isThere(prepared.get(run.slot()))
          && !(reading && prepared.get(run.slot()).scan().locking() != Locking.NONE);
    }
    if (step instanceof Step.GoOnReading reader) {
      Place place = readers.get(reader.slot());
      return place != null
          && !place.ended
          && applicable.scan(place.kept.scan())
          && history.newest().table(place.kept.scan().table()).id() == place.kept.table()
          && sameNames(place.kept);
    }
    if (step instanceof Step.Join join) {
      return applicable.scan(join.outer())
          && applicable.scan(join.inner())
          && (join.outer().select().isEmpty() || join.outer().select().contains(join.outerColumn()))
          && applicable.column(join.outer().table(), join.outerColumn())
          && applicable.column(join.inner().table(), join.innerColumn());
    }
    return applicable.scan(scanOf(step))
        && !(step instanceof Step.OpenCursor open && open.session() < 0)
        && (!(step instanceof Step.StartReading start) || goesOn(start.scan()));
  }

  /** Whether each portion has a row, and the order is total: then there is a place to go on. */
  private boolean goesOn(ScanSpec scan) {
    Definition table = history.newest().table(scan.table());
    List<Integer> ordered =
        scan.order().stream().map(each -> table.column(each.column()).id()).toList();
    return scan.limit() != null && scan.limit() > 0 && ordered.containsAll(table.primaryKey());
  }

  private boolean isThere(Kept kept) {
    Definition table = history.newest().tables().get(kept.table());
    if (table == null) {
      return false;
    }
    String using = kept.scan().using();
    return kept.names().values().stream().allMatch(id -> table.column(id) != null)
        && (using == null || using.equals("primary") || table.index(using) != null);
  }

  private boolean sameNames(Kept kept) {
    Map<String, Integer> names = history.newest().tables().get(kept.table()).names();
    return kept.names().entrySet().stream()
        .allMatch(each -> each.getValue().equals(names.get(each.getKey())));
  }

  void prepare(Step.Prepare prepare) {
    prepared.put(prepare.slot(), keep(prepare.scan()));
  }

  private Kept keep(ScanSpec scan) {
    Definition table = history.newest().table(scan.table());
    List<String> all = table.columns().stream().map(ModelColumn::name).toList();
    // What is read stays the same when columns are added.
    ScanSpec kept = scan.select().isEmpty() ? scan.selecting(all) : scan;
    return new Kept(kept, table.id(), table.names());
  }

  /** Prepared scans end with the database; places do not. */
  void forget() {
    prepared.clear();
    cursors.forget();
  }

  private static ScanSpec scanOf(Step.InSession step) {
    if (step instanceof Step.Query query) {
      return query.scan();
    }
    if (step instanceof Step.Portions portions) {
      return portions.scan();
    }
    if (step instanceof Step.OpenCursor open) {
      return open.scan();
    }
    return step instanceof Step.TurnPages pages ? pages.scan() : ((Step.StartReading) step).scan();
  }

  private List<Definition> tablesOf(Step.InSession step) {
    State newest = history.newest();
    if (step instanceof Step.OnTable onTable) {
      List<Definition> all = new ArrayList<>();
      all.add(newest.table(onTable.table()));
      if (writes(step)) {
        newest.led(all.get(0).id()).forEach(id -> all.add(newest.tables().get(id)));
      }
      return all;
    }
    if (step instanceof Step.Run run) {
      return List.of(newest.tables().get(prepared.get(run.slot()).table()));
    }
    if (step instanceof Step.GoOnReading reader) {
      return List.of(newest.tables().get(readers.get(reader.slot()).kept.table()));
    }
    if (step instanceof Step.Join join) {
      return List.of(newest.table(join.outer().table()), newest.table(join.inner().table()));
    }
    return List.of(newest.table(scanOf(step).table()));
  }

  /**
   * Whether a transaction meets a table for the first time whose schema was changed after its view;
   * notes the tables that it meets. The inner table of a join is met where an outer row leads to
   * it, which is left open here.
   */
  boolean meetsChanged(ModelSession session, Step.InSession step, boolean pinned, Outcome found) {
    if (!session.writes()) {
      return false;
    }
    List<Definition> tables = tablesOf(step);
    for (int i = 0; i < tables.size(); i++) {
      Definition table = tables.get(i);
      boolean unmet = i == 0 ? session.met().add(table.id()) : session.mayHaveMet(table.id());
      if (unmet && pinned && !session.refreshes()) {
        int view = session.view().number();
        boolean refused = found.error() instanceof SchemaChangedException;
        boolean changed = table.changed() > view;
        if ((changed && (i == 0 || refused))
            || (refused && history.perhapsChangedSince(table.id(), view))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a value is refused when it is set, before the statement runs. */
  boolean isRefusedAtOnce(Step.InSession step) {
    if (step instanceof Step.Insert insert) {
      Definition table = history.newest().table(insert.table());
      return insert.values().entrySet().stream()
          .anyMatch(each -> !Fitting.fits(table.column(each.getKey()), each.getValue()));
    }
    if (step instanceof Step.Update update) {
      Definition table = history.newest().table(update.table());
      return update.set().stream()
          .filter(each -> !each.delta() && !each.bound() && each.computed() == null)
          .anyMatch(each -> !Fitting.fits(table.column(each.column()), each.value()));
    }
    return false;
  }

  /** What a statement has to do in a session that has its view. */
  Effect run(ModelSession session, Step.InSession step, Outcome found) {
    Definition now = tablesOf(step).get(0);
    Definition table = seen(session, now);
    boolean other = table != null && (lacksColumns(now, table, step) || !sees(session, step));
    if (table == null || other) {
      lose(step);
    }
    if (table == null) {
      // The table is newer than the view.
      return new Effect(now).expect(lenient());
    }
    if (other) {
      return new Effect(now).expect(lenient());
    }
    NavigableMap<List<Object>, Stored> rows = session.rows(table.id());
    Effect effect = runOn(table, rows, session, step, found);
    return session.past() == null ? effect : past(session, table, step, effect);
  }

  private static Definition seen(ModelSession session, Definition now) {
    return session.writes() ? now : session.view().tables().get(now.id());
  }

  static boolean isPortion(Step step) {
    return step instanceof Step.StartReading || step instanceof Step.GoOnReading;
  }

  /** Whether a step shows a part of what it reads, or shows it later. */
  static boolean isPartial(Step step) {
    return isPortion(step) || step instanceof Step.OpenCursor;
  }

  Cursors cursors() {
    return cursors;
  }

  private static int slotOf(Step.InSession step) {
    return step instanceof Step.StartReading start
        ? start.slot()
        : ((Step.GoOnReading) step).slot();
  }

  /** What a portion or cursor shows is not known, nor where it goes on. */
  private void lose(Step.InSession step) {
    if (step instanceof Step.OpenCursor cursor) {
      cursors.lost(cursor.slot());
    } else if (isPortion(step)) {
      readers.remove(slotOf(step));
    }
  }

  /** Of a join: whether both tables are as they are now. */
  @SuppressWarnings("ReferenceEquality") // a definition is made once and never changed
  private boolean sees(ModelSession session, Step.InSession step) {
    return !(step instanceof Step.Join)
        || tablesOf(step).stream().allMatch(now -> seen(session, now) == now);
  }

  private static Expected lenient() {
    return Expected.answer(value -> null)
        .or(SchemaException.class)
        .or(IllegalUseException.class)
        .or(HistoryUnavailableException.class)
        .or(ContinuationException.class)
        .or(ClosedException.class)
        .or(LimitExceededException.class)
        .or(ConstraintException.class);
  }

  /** Whether the columns or indexes of now are others than those of the view. */
  @SuppressWarnings("ReferenceEquality") // a definition is made once and never changed
  private boolean lacksColumns(Definition now, Definition seen, Step.InSession step) {
    if (now == seen) {
      return false;
    }
    boolean index =
        step instanceof Step.Get
            || step instanceof Step.GetAll
            || (step instanceof Step.Run run && usesIndex(prepared.get(run.slot())));
    return !now.columns().equals(seen.columns()) || (index || usesIndex(step));
  }

  private static boolean usesIndex(Step.InSession step) {
    boolean scans =
        step instanceof Step.Query
            || step instanceof Step.OpenCursor
            || step instanceof Step.Portions
            || step instanceof Step.TurnPages;
    return scans && scanOf(step).using() != null && !scanOf(step).using().equals("primary");
  }

  private Effect runOn(
      Definition table,
      NavigableMap<List<Object>, Stored> rows,
      ModelSession session,
      Step.InSession step,
      Outcome found) {
    if (changes(step)) {
      Following following = new Following(history.newest(), session);
      Writing writing = new Writing(table, rows, following);
      return following.note(step, writing.run(step, found, back -> version(session, back)));
    }
    Reading reading = new Reading(table, table.names(), rows);
    if (step instanceof Step.Get get) {
      return reading.get(get, session.held());
    }
    if (step instanceof Step.GetAll get) {
      return reading.getAll(get);
    }
    if (step instanceof Step.Aggregate aggregate) {
      return new Aggregating(table, aggregate).over(reading.select(aggregate.where()));
    }
    if (step instanceof Step.Join join) {
      Definition inner = tablesOf(step).get(1);
      return Reading.join(
          join, reading, new Reading(inner, inner.names(), session.rows(inner.id())));
    }
    if (step instanceof Step.Run run) {
      Kept kept = prepared.get(run.slot());
      ScanSpec scan = bound(kept.scan(), run.values());
      return new Reading(table, kept.names(), rows).scan(scan, session.held());
    }
    if (step instanceof Step.GoOnReading reader) {
      return goOn(reading, readers.get(reader.slot()), session);
    }
    if (step instanceof Step.StartReading start) {
      Place place = new Place(keep(start.scan()));
      readers.put(start.slot(), place);
      return goOn(reading, place, session);
    }
    if (step instanceof Step.OpenCursor open) {
      return open(reading, session, open);
    }
    return reading.scan(scanOf(step), session.held());
  }

  private Effect open(Reading reading, ModelSession session, Step.OpenCursor step) {
    Selection selection = reading.select(step.scan().where());
    ExpectedRows expected = reading.expected(step.scan(), selection);
    boolean mayFail = selection.mayFail();
    cursors.opened(step.slot(), session, reading.table().id(), expected, mayFail);
    Expected opened = Expected.of(null);
    if (selection.isTooLongToSort(step.scan().order())) {
      opened = opened.or(LimitExceededException.class);
    }
    Effect effect = new Effect(reading.table());
    return effect.expect(mayFail ? opened.or(ConstraintException.class) : opened);
  }

  private int version(ModelSession session, Integer back) {
    return back == null ? 0 : history.firstOf(Math.max(0, session.newest() - back));
  }

  private static ScanSpec bound(ScanSpec scan, List<Object> values) {
    return scan.where(Parameters.with(scan.where(), values.iterator()));
  }

  /** The next rows; the place is moved by {@link #follow} when they were shown. */
  private static Effect goOn(Reading reading, Place place, ModelSession session) {
    ScanSpec scan = place.kept.scan();
    Place next = new Place(place.kept);
    place.next = next;
    next.since = session.view().number();
    next.rows = reading.rows();
    Selection selection = reading.select(scan.where());
    boolean byKey = reading.hasIndexes() || !selection.namedKeys().isEmpty();
    if (place.last != null && !next.rows.equals(place.rows) && byKey) {
      // Walked by a key, rows that were changed since may come again, or not at all.
      next.ended = true;
      return reading.some(scan);
    }
    List<Stored> behind = reading.behind(scan, place.last);
    int shown = (int) Math.min(scan.limit(), behind.size());
    List<List<Object>> rows =
        behind.subList(0, shown).stream().map(row -> reading.projected(scan, row)).toList();
    next.last = shown == 0 ? place.last : behind.get(shown - 1);
    next.ended = shown < scan.limit();
    Expected expected = Expected.of(rows);
    if (selection.mayFail()) {
      expected = expected.or(ConstraintException.class);
    }
    if (selection.isTooLongToSort(scan.order())) {
      expected = expected.or(LimitExceededException.class);
    }
    // In a view before the one it was begun in, the key that it goes along may not be there.
    boolean earlier = session.view().number() < place.since;
    // The past is read by the primary key alone.
    boolean other = earlier || session.past() != null || reading.changedSince(place.since);
    boolean changed = place.last != null && other;
    return new Effect(reading.table())
        .expect(changed ? expected.or(ContinuationException.class) : expected);
  }

  /** After a statement that has failed: what was not begun cannot go on. */
  void failed(Step.InSession step) {
    if (step instanceof Step.StartReading start) {
      readers.remove(start.slot());
    } else if (step instanceof Step.OpenCursor cursor) {
      cursors.lost(cursor.slot());
    }
  }

  /** Judges the number that an insert has drawn: each is above all before it. */
  String draw(Definition table, Long number) {
    Long before = number == null ? null : drawn.put(table.id(), number);
    return before == null || number > before ? null : "expected a number above " + before;
  }

  /** After a statement that has succeeded. */
  void follow(Step.InSession step) {
    if (step instanceof Step.StartReading start) {
      advance(start.slot());
    } else if (step instanceof Step.GoOnReading reader) {
      advance(reader.slot());
    }
  }

  private void advance(int slot) {
    Place place = readers.get(slot);
    if (place != null && place.next != null) {
      readers.put(slot, place.next);
    }
  }

  /**
   * What differs in a transaction that reads an earlier state. A statement that selects nothing
   * whatever the rows need not read the table, and then does not find that its history is gone.
   */
  private Effect past(ModelSession session, Definition table, Step.InSession step, Effect effect) {
    int asOf = history.firstOf(session.past().number());
    int since = 0;
    boolean kept = true;
    for (Definition each : tablesOf(step)) {
      kept &= each.historySince() >= 0;
      since = Math.max(since, history.firstOf(each.historySince()));
    }
    boolean byIndex =
        (step instanceof Step.Get get && get.index() != null)
            || (step instanceof Step.GetAll all && all.index() != null)
            || usesIndex(step)
            || (step instanceof Step.Run run && usesIndex(prepared.get(run.slot())));
    if (!kept || asOf < since || byIndex) {
      Effect empty = runOn(table, NO_ROWS, session, step, Outcome.of(null));
      Expected expected = empty.expected().or(HistoryUnavailableException.class);
      // Rows of the outer table may come first.
      return empty.expect(
          step instanceof Step.Join ? expected.or(ConstraintException.class) : expected);
    }
    return asOf == since
        ? effect.expect(effect.expected().or(HistoryUnavailableException.class))
        : effect;
  }

  private static boolean usesIndex(Kept kept) {
    return kept.scan().using() != null && !kept.scan().using().equals("primary");
  }
}
