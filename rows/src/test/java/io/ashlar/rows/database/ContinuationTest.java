package io.ashlar.rows.database;

import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.error.ClosedException;
import io.ashlar.error.ContinuationException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SerializationConflictException;
import io.ashlar.page.Continuation;
import io.ashlar.page.StopReason;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a continuation is bound to, what it survives, and what it refuses. Long because all its
 * tests share one table, and the ways to stop and to go on.
 */
@ParameterizedClass
@EnumSource(StoreKind.class)
class ContinuationTest extends DatabaseTest {

  private final StoreKind kind;
  private Table people;
  private LongColumn id;
  private LongColumn age;
  private StringColumn name;

  ContinuationTest(StoreKind kind) {
    super(kind);
    this.kind = kind;
  }

  private void fill(int rows) {
    people = people();
    id = people.longColumn("id");
    age = people.longColumn("age");
    name = people.stringColumn("name");
    for (int i = 0; i < rows; i++) {
      insert(people, i, "n" + i % 3, i % 4 == 0 ? null : "e" + i, i);
    }
  }

  /** Reads some rows and says where to go on. */
  private Optional<Continuation> read(
      Scan scan, ReadTransaction tx, Continuation from, int rows, List<Long> into) {
    try (PreparedScan prepared = scan.prepare()) {
      if (from != null) {
        prepared.resume(from);
      }
      try (RowCursor cursor = prepared.open(tx)) {
        for (int i = 0; i < rows && cursor.next(); i++) {
          into.add(cursor.getLong(id));
        }
        return cursor.continuation();
      }
    }
  }

  private Continuation after(Scan scan, int rows) {
    try (ReadTransaction tx = db.beginRead()) {
      return read(scan, tx, null, rows, new ArrayList<>()).orElseThrow();
    }
  }

  private List<Long> rest(Scan scan, Continuation from) {
    List<Long> rows = new ArrayList<>();
    try (ReadTransaction tx = db.beginRead()) {
      assertThat(read(scan, tx, from, Integer.MAX_VALUE, rows)).isEmpty();
    }
    return rows;
  }

  @Test
  void shouldGoOnWhereItStoppedWhenTheDatabaseWasReopened() {
    Assumptions.assumeTrue(kind == StoreKind.EMBEDDED);
    fill(10);
    String token = after(people.scan().using("by_name").where(age.atLeast(2)), 3).toString();
    db.close();
    open();
    people = db.table("people");
    id = people.longColumn("id");
    age = people.longColumn("age");
    Scan same = people.scan().using("by_name").where(age.atLeast(2));
    // by_name: n0: 9 6 3, n1: 7 4, n2: 8 5 2
    assertThat(rest(same, Continuation.parse(token))).containsExactly(7L, 4L, 8L, 5L, 2L);
  }

  @Test
  void shouldRefuseWhenAnyByteIsDamaged() {
    fill(5);
    Continuation token = after(people.scan(), 2);
    byte[] bytes = token.toBytes();
    assertThat(Continuation.of(bytes)).isEqualTo(token).hasSameHashCodeAs(token);
    for (int at = 0; at < bytes.length; at++) {
      for (int flip = 1; flip < 256; flip++) {
        byte[] damaged = bytes.clone();
        damaged[at] ^= (byte) flip;
        assertThatThrownBy(() -> Continuation.of(damaged))
            .isInstanceOf(ContinuationException.class);
      }
      byte[] cut = Arrays.copyOf(bytes, at);
      assertThatThrownBy(() -> Continuation.of(cut)).isInstanceOf(ContinuationException.class);
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> Continuation.of(longer)).isInstanceOf(ContinuationException.class);
    String text = token.toString();
    assertThat(text).matches("[A-Za-z0-9_-]+");
    for (int at = 0; at < text.length(); at++) {
      char other = text.charAt(at) == 'A' ? 'B' : 'A';
      String damaged = text.substring(0, at) + other + text.substring(at + 1);
      assertThatThrownBy(() -> Continuation.parse(damaged))
          .isInstanceOf(ContinuationException.class);
    }
    assertThatThrownBy(() -> Continuation.parse("no/base64!"))
        .isInstanceOf(ContinuationException.class);
    assertThatThrownBy(() -> Continuation.parse(null)).isInstanceOf(IllegalUseException.class);
  }

  /** A token with some bytes changed and the checksum made right again. */
  private static byte[] forged(Continuation token, UnaryOperator<byte[]> change) {
    byte[] bytes = change.apply(token.toBytes());
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length - 4);
    for (int i = 0; i < 4; i++) {
      bytes[bytes.length - 4 + i] = (byte) (crc.getValue() >>> (24 - 8 * i));
    }
    return bytes;
  }

  @Test
  void shouldRefuseWhenTheVersionOrAFlagIsOfTheFuture() {
    fill(5);
    Continuation token = after(people.scan(), 2);
    byte[] version = forged(token, bytes -> with(bytes, 0, 2));
    assertThatThrownBy(() -> Continuation.of(version))
        .isInstanceOf(ContinuationException.class)
        .hasMessageContaining("reason=version");
    byte[] flag = forged(token, bytes -> with(bytes, 1, 64));
    assertThatThrownBy(() -> Continuation.of(flag)).hasMessageContaining("part=flags");
  }

  private static byte[] with(byte[] bytes, int at, int value) {
    bytes[at] = (byte) value;
    return bytes;
  }

  @Test
  void shouldStayWithinTheBoundsWhenAPlaceIsForged() {
    fill(10);
    Scan some = people.scan().where(id.between(4L, 6L));
    Continuation token = after(some, 1);
    int lastKeyByte = token.toBytes().length - 5;
    byte[] before = forged(token, bytes -> with(bytes, lastKeyByte, 0));
    assertThat(rest(people.scan().where(id.between(4L, 6L)), Continuation.of(before)))
        .containsExactly(4L, 5L, 6L);
    byte[] behind = forged(token, bytes -> with(bytes, lastKeyByte, 100));
    assertThat(rest(people.scan().where(id.between(4L, 6L)), Continuation.of(behind))).isEmpty();
  }

  @Test
  void shouldRefuseWhenTheStatementIsAnother() {
    fill(10);
    Table other =
        db.schema()
            .createTable(
                TableSchema.named("other").column("id", ColumnType.LONG).primaryKey("id").build());
    Continuation token = after(people.scan().where(age.atLeast(3)), 2);
    assertThat(rest(people.scan().where(age.atLeast(3)).select(id).limit(9), token))
        .containsExactly(5L, 6L, 7L, 8L, 9L);
    refused(people.scan().where(age.atLeast(4)), token, "statement");
    refused(people.scan().where(age.greaterThan(3)), token, "statement");
    refused(people.scan(), token, "statement");
    refused(people.scan().where(age.atLeast(3)).orderBy(id.ascending()), token, "statement");
    refused(people.scan().where(age.atLeast(3)).reverse(), token, "direction");
    refused(people.scan().where(age.atLeast(3)).using("by_name"), token, "key");
    refused(other.scan(), after(people.scan(), 2), "table");
  }

  private void refused(Scan scan, Continuation token, String reason) {
    try (ReadTransaction tx = db.beginRead();
        PreparedScan prepared = scan.prepare()) {
      assertThatThrownBy(() -> prepared.resume(token).open(tx))
          .isInstanceOf(ContinuationException.class)
          .hasMessageContaining("reason=" + reason);
      // The token held for that call alone.
      try (RowCursor cursor = prepared.open(tx)) {
        assertThat(cursor.stopped()).isEqualTo(StopReason.RUNNING);
      }
    }
  }

  @Test
  void shouldBeBoundToTheValuesOfParameters() {
    fill(10);
    try (PreparedScan scan =
            people.scan().where(name.eq(parameter(0)).and(age.atLeast(parameter(1)))).prepare();
        ReadTransaction tx = db.beginRead()) {
      Continuation token;
      try (RowCursor cursor = scan.bind(0, "n1").bind(1, 1).open(tx)) {
        assertThat(cursor.next()).isTrue();
        token = cursor.continuation().orElseThrow();
        scan.bind(1, 2);
        assertThatThrownBy(cursor::continuation).isInstanceOf(IllegalUseException.class);
      }
      assertThatThrownBy(() -> scan.resume(token).open(tx))
          .isInstanceOf(ContinuationException.class);
      try (RowCursor cursor = scan.resume(token).bind(1, 1).open(tx)) {
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.getLong(id)).isEqualTo(4);
      }
    }
  }

  @Test
  void shouldGoOnAfterASchemaChangeWhenTheSameKeyIsWalked() {
    fill(10);
    Continuation primary = after(people.scan(), 7);
    Continuation byName = after(people.scan().using("by_name"), 7);
    db.schema().createIndex("people", IndexSchema.named("by_age").ascending("age").build());
    assertThat(rest(people.scan(), primary)).containsExactly(7L, 8L, 9L);
    assertThat(rest(people.scan().using("by_name"), byName)).hasSize(3);
    IndexSchema again =
        people.schema().indexes().stream()
            .filter(index -> index.name().equals("by_name"))
            .findFirst()
            .orElseThrow();
    db.schema().dropIndex("people", "by_name");
    db.schema().createIndex("people", again);
    refused(people.scan().using("by_name"), byName, "key");
    db.schema().dropTable("people");
    fill(3);
    refused(people.scan(), primary, "table");
  }

  @Test
  void shouldReadOneStateWhenPinned() {
    fill(6);
    try (ReadTransaction tx = db.beginRead();
        PreparedScan scan = people.scan().limit(2).prepare()) {
      Continuation token;
      try (RowCursor cursor = scan.open(tx)) {
        assertThat(cursor.next()).isTrue();
        token = cursor.pinnedContinuation().orElseThrow();
      }
      assertThat(token.timestamp()).hasValue(tx.readTimestamp());
      people.update().where(id.eq(5)).set(age, 77).execute();
      try (RowCursor cursor = scan.resume(token).open(tx)) {
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.getLong(id)).isEqualTo(1);
      }
      try (ReadTransaction later = db.beginRead()) {
        assertThatThrownBy(() -> scan.resume(token).open(later))
            .isInstanceOf(ContinuationException.class)
            .hasMessageContaining("reason=timestamp");
      }
      try (Transaction writer = db.begin()) {
        people.update(writer).where(id.eq(5)).set(age, 78).execute();
        try (RowCursor cursor = scan.open(writer)) {
          assertThatThrownBy(cursor::pinnedContinuation).isInstanceOf(IllegalUseException.class);
        }
      }
    }
  }

  @Test
  void shouldGoOnInTheSameStateWhenTheTableKeepsItsHistory() {
    fill(6);
    db.schema().keepHistory("people", Duration.ofHours(1));
    Continuation token;
    try (ReadTransaction tx = db.beginRead();
        PreparedScan scan = people.scan().limit(3).prepare();
        RowCursor cursor = scan.open(tx)) {
      assertThat(cursor.next()).isTrue();
      token = cursor.pinnedContinuation().orElseThrow();
    }
    assertThat(people.delete().where(id.greaterThan(3)).execute()).isEqualTo(2);
    List<Long> rows = new ArrayList<>();
    try (ReadTransaction tx = db.beginReadAsOf(token.timestamp().orElseThrow())) {
      assertThat(read(people.scan(), tx, token, Integer.MAX_VALUE, rows)).isEmpty();
    }
    assertThat(rows).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void shouldStandWhereItStoodWhenNothingWasRead() {
    fill(5);
    Continuation start = after(people.scan(), 0);
    assertThat(rest(people.scan(), start)).containsExactly(0L, 1L, 2L, 3L, 4L);
    List<Long> none = new ArrayList<>();
    try (ReadTransaction tx = db.beginRead()) {
      Continuation two = read(people.scan(), tx, null, 2, new ArrayList<>()).orElseThrow();
      assertThat(read(people.scan(), tx, two, 0, none)).contains(two);
    }
  }

  @Test
  void shouldEndWhenTheOnlyRowWasLocked() {
    fill(5);
    try (Transaction tx = db.begin();
        PreparedScan one = people.scan().where(id.eq(3)).forUpdate().prepare()) {
      Continuation start;
      try (RowCursor cursor = one.open(tx)) {
        start = cursor.continuation().orElseThrow();
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.continuation()).isEmpty();
      }
      try (RowCursor cursor = one.resume(start).open(tx)) {
        assertThat(cursor.next()).isTrue();
      }
    }
  }

  @Test
  void shouldRefuseWhenTheCursorIsClosed() {
    fill(3);
    try (ReadTransaction tx = db.beginRead();
        PreparedScan scan = people.scan().prepare()) {
      RowCursor cursor = scan.open(tx);
      cursor.close();
      assertThatThrownBy(cursor::continuation).isInstanceOf(ClosedException.class);
    }
  }

  /** Only what was walked is judged: before the place, and behind the end, others may write. */
  @Test
  void shouldRecordThePieceAloneWhenSerializable() {
    fill(10);
    Continuation token = after(people.scan(), 4);
    changeBeside(token, 1, false);
    changeBeside(token, 3, false);
    changeBeside(token, 5, true);
    changeBeside(token, 8, false);
  }

  private void changeBeside(Continuation token, long changed, boolean conflict) {
    try (Transaction tx = db.begin(IsolationLevel.SERIALIZABLE)) {
      List<Long> rows = new ArrayList<>();
      assertThat(read(people.scan(), tx, token, 2, rows)).isPresent();
      assertThat(rows).containsExactly(4L, 5L);
      people.insert(tx).set(id, 100 + changed).set(name, "new").execute();
      people.update().where(id.eq(changed)).add(age, 1).execute();
      if (conflict) {
        assertThatThrownBy(tx::commit).isInstanceOf(SerializationConflictException.class);
      } else {
        assertThat(tx.commit()).isPositive();
      }
    }
  }

  @Test
  void shouldGoOnBehindAKeyWhenItIsAsLongAsKeysMayBe() {
    Table texts =
        db.schema()
            .createTable(
                TableSchema.named("texts").column("k", ColumnType.BYTES).primaryKey("k").build());
    // Marker and terminator of the column, and the keyspace id.
    byte[] longest = new byte[8 * 1024 - 4 - 3];
    Arrays.fill(longest, (byte) 7);
    byte[] first = {1};
    byte[] last = {9};
    for (byte[] key : List.of(first, longest, last)) {
      texts.insert().set(texts.bytesColumn("k"), key).execute();
    }
    for (boolean reverse : new boolean[] {false, true}) {
      Scan scan = reverse ? texts.scan().reverse() : texts.scan();
      List<Integer> lengths = new ArrayList<>();
      try (PreparedScan prepared = scan.limit(1).prepare();
          ReadTransaction tx = db.beginRead()) {
        Optional<Continuation> token = Optional.empty();
        do {
          token.ifPresent(prepared::resume);
          try (RowCursor cursor = prepared.open(tx)) {
            while (cursor.next()) {
              lengths.add(cursor.getBytes(texts.bytesColumn("k")).length);
            }
            token = cursor.continuation();
          }
        } while (token.isPresent());
      }
      assertThat(lengths).containsExactly(1, longest.length, 1);
    }
  }

  /** Rows that stay come exactly once, while others come and go between the pages. */
  @Test
  void shouldNeitherSkipNorDoubleARowThatStaysWhenOthersWrite() throws Exception {
    fill(0);
    for (int i = 0; i < 300; i++) {
      insert(people, 2L * i, "stays", null, i);
    }
    AtomicBoolean done = new AtomicBoolean();
    Thread writer = new Thread(() -> comeAndGo(done), "writer");
    writer.start();
    try {
      for (int run = 0; run < 10; run++) {
        List<Long> seen = new ArrayList<>();
        Scan scan = run % 2 == 0 ? people.scan() : people.scan().reverse();
        try (PreparedScan prepared = scan.limit(1 + run * 3).prepare()) {
          Optional<Continuation> token = Optional.empty();
          do {
            token.ifPresent(prepared::resume);
            try (ReadTransaction tx = db.beginRead();
                RowCursor cursor = prepared.open(tx)) {
              while (cursor.next()) {
                seen.add(cursor.getLong(id));
              }
              token = cursor.continuation();
            }
          } while (token.isPresent());
        }
        assertThat(new TreeSet<>(seen)).hasSameSizeAs(seen);
        assertThat(seen.stream().filter(key -> key % 2 == 0)).hasSize(300);
      }
    } finally {
      done.set(true);
      writer.join();
    }
  }

  private void comeAndGo(AtomicBoolean done) {
    for (long i = 0; !done.get(); i++) {
      long key = (i * 37 % 300) * 2 + 1;
      if (people.delete().where(id.eq(key)).execute() == 0) {
        insert(people, key, "goes", null, 0);
      }
      people.update().where(id.eq(key - 1)).add(age, 1).execute();
    }
  }
}
