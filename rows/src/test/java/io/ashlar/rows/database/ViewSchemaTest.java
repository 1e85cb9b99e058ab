package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.CorruptionException;
import io.ashlar.error.SchemaException;
import io.ashlar.error.StoreOpenException;
import io.ashlar.rows.catalog.CatalogIds;
import io.ashlar.rows.catalog.CatalogStore;
import io.ashlar.rows.catalog.format.ViewRecord;
import io.ashlar.schema.ForeignKeySchema;
import io.ashlar.schema.ViewSchema;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.txn.StoreTransaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Views are kept, found again, and keep what they use. */
class ViewSchemaTest extends DatabaseTest {

  private static final List<String> ALL = List.of("id", "name", "email", "age");
  private static final ViewSchema NAMES =
      view("names", List.of("id", "name"), use("people", ALL, "id", "name"));

  ViewSchemaTest() {
    super(StoreKind.EMBEDDED);
  }

  private static ViewSchema.Use use(String name, List<String> visible, String... needed) {
    return new ViewSchema.Use(name, visible, List.of(needed));
  }

  private static ViewSchema view(String name, List<String> columns, ViewSchema.Use... uses) {
    return new ViewSchema(name, columns, "SELECT something", List.of(uses), null);
  }

  @BeforeEach
  void create() {
    assertThat(people().name()).isEqualTo("people");
  }

  private void reopen() {
    db.close();
    open();
  }

  @Test
  void shouldFindViewsWhenReopened() {
    String query = "SELECT '" + "\u00e4\ud83d\ude00".repeat(40_000) + "'";
    ViewSchema wide = new ViewSchema("wide", List.of("a", "?column?"), query, List.of(), "much");
    ViewSchema upon = view("upon", List.of("name"), use("names", List.of("id", "name"), "name"));
    db.schema().createView(NAMES);
    db.schema().createView(wide);
    db.schema().createView(upon);
    reopen();
    assertThat(db.schema().views()).containsExactly("names", "upon", "wide");
    assertThat(db.schema().findView("names")).contains(NAMES);
    assertThat(db.schema().findView("wide")).contains(wide);
    assertThat(db.schema().findView("upon")).contains(upon);
    assertThat(db.schema().findView("none")).isEmpty();
    assertThat(db.schema().tables()).containsExactly("people");
    db.schema().dropView("upon");
    db.schema().alterView("names", NAMES.withName("Names").withComment("of people"));
    reopen();
    assertThat(db.schema().views()).containsExactly("Names", "wide");
    assertThat(db.schema().findView("Names").orElseThrow().comment()).isEqualTo("of people");
    assertThat(db.maintenance().verify().problems()).isEmpty();
  }

  @Test
  void shouldGiveTheSameObjectUntilItIsReplaced() {
    db.schema().createView(NAMES);
    ViewSchema found = db.schema().findView("names").orElseThrow();
    assertThat(db.schema().findView("names").orElseThrow()).isSameAs(found);
    db.schema().alterView("names", view("names", List.of("id", "name")));
    assertThat(db.schema().findView("names").orElseThrow()).isNotSameAs(found);
  }

  @Test
  void shouldKeepWhatViewsUse() {
    db.schema().createView(NAMES);
    db.schema().createView(view("upon", List.of("n"), use("names", List.of("id", "name"), "name")));
    List<ThrowingCallable> refused =
        List.of(
            () -> db.schema().dropTable("people"),
            () -> db.schema().alterTable("people", c -> c.renameTo("folk")),
            () -> db.schema().alterTable("people", c -> c.dropColumn("name")),
            () -> db.schema().alterTable("people", c -> c.renameColumn("name", "called")),
            () -> db.schema().dropView("names"),
            () -> db.schema().alterView("names", NAMES.withName("called")),
            () -> db.schema().alterView("names", view("names", List.of("id"))),
            () ->
                db.schema()
                    .alterView(
                        "names",
                        view("names", List.of("id", "name"), use("upon", List.of("n"), "n"))),
            () -> db.schema().createView(NAMES),
            () -> db.schema().createView(NAMES.withName("NAMES")),
            () -> db.schema().createView(NAMES.withName("People")),
            () -> db.schema().createView(view("other", List.of("x"), use("none", ALL))),
            () ->
                db.schema().createView(view("other", List.of("x"), use("people", List.of("none")))),
            () -> db.schema().alterView("upon", NAMES.withName("people")),
            () -> db.schema().alterView("none", NAMES),
            () -> db.schema().dropView("none"),
            () -> db.schema().dropView("people"));
    for (int i = 0; i < refused.size(); i++) {
      assertThatThrownBy(refused.get(i)).as("case %d", i).isInstanceOf(SchemaException.class);
    }
    db.schema().dropIndex("people", "by_name");
    db.schema().alterTable("people", c -> c.dropColumn("age").renameColumn("email", "mail"));
    db.schema().dropView("upon");
    db.schema().dropView("names");
    db.schema().alterTable("people", c -> c.renameTo("folk"));
    db.schema().dropTable("folk");
  }

  @Test
  void shouldRefuseTablesOfTheNameOfAView() {
    db.schema().createView(NAMES.withName("folk"));
    assertThatThrownBy(() -> db.schema().alterTable("people", c -> c.renameTo("Folk")))
        .isInstanceOf(SchemaException.class);
    db.schema().dropView("folk");
    db.schema().alterTable("people", c -> c.renameTo("Folk"));
  }

  @Test
  void shouldRefuseViewsThatCannotBe() {
    List<ThrowingCallable> refused =
        List.of(
            () -> view("1", List.of("a")),
            () -> view("v", List.of()),
            () -> view("v", List.of("a", "a")),
            () -> view("v", List.of("")),
            () -> view("v", List.of("a"), use("t", ALL), use("t", ALL)),
            () -> use("t", List.of("a"), "b"),
            () -> new ViewSchema("v", List.of("a"), "", List.of(), null),
            () ->
                new ViewSchema(
                    "v",
                    List.of("a"),
                    "x".repeat(ViewSchema.MAX_QUERY_LENGTH + 1),
                    List.of(),
                    null));
    for (int i = 0; i < refused.size(); i++) {
      assertThatThrownBy(refused.get(i)).as("case %d", i).isInstanceOf(SchemaException.class);
    }
  }

  /** What an older version reads of the counters is what it knows, or refused. */
  @Test
  void shouldSayInTheCountersWhatAReaderMustKnow() {
    assertThat(features()).isZero();
    db.schema().createView(NAMES);
    assertThat(features()).isEqualTo(CatalogIds.VIEWS);
    db.schema()
        .alterTable(
            "people",
            c ->
                c.addForeignKey(
                    ForeignKeySchema.named("self").columns("id").references("people").build()));
    assertThat(features()).isEqualTo(CatalogIds.VIEWS | CatalogIds.FOREIGN_KEYS);
    reopen();
    assertThat(features()).isEqualTo(CatalogIds.VIEWS | CatalogIds.FOREIGN_KEYS);
    db.schema().dropView("names");
    assertThat(features()).isEqualTo(CatalogIds.FOREIGN_KEYS);
    db.schema().alterTable("people", c -> c.dropForeignKey("self"));
    assertThat(features()).isZero();
  }

  /** Foreign keys of stores from before the features are named by the next change of the schema. */
  @Test
  void shouldNameFeaturesThatWereNotNamed() {
    db.schema()
        .alterTable(
            "people",
            c ->
                c.addForeignKey(
                    ForeignKeySchema.named("self").columns("id").references("people").build()));
    write((store, tx) -> store.put(tx, store.ids(tx).withFeatures(0)));
    reopen();
    assertThat(features()).isZero();
    db.schema().alterTable("people", c -> c.setTableComment("marked"));
    assertThat(features()).isEqualTo(CatalogIds.FOREIGN_KEYS);
  }

  private int features() {
    List<Integer> features = new ArrayList<>();
    write((store, tx) -> features.add(store.ids(tx).features()));
    return features.get(0);
  }

  private void write(BiConsumer<CatalogStore, StoreTransaction> change) {
    try (CatalogStore store = new CatalogStore(handle().context().pool());
        StoreTransaction tx = handle().context().transactions().newTransaction()) {
      tx.begin(IsolationLevel.SNAPSHOT, Durability.GROUP);
      change.accept(store, tx);
      assertThat(tx.commit()).isPositive();
    }
  }

  @Test
  void shouldNotOpenWhatHasFeaturesThatAreNotKnown() {
    int unknown = 1 << 30;
    write((store, tx) -> store.put(tx, store.ids(tx).withFeatures(unknown)));
    db.close();
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreOpenException.class)
        .hasMessageContaining("unknownFeatures=1" + "0".repeat(30));
  }

  @Test
  void shouldTellOfViewsThatLackWhatTheyUse() {
    ViewRecord lost =
        new ViewRecord(20, view("lost", List.of("a"), use("gone", List.of("b"), "b")));
    write((store, tx) -> store.put(tx, lost));
    assertThat(db.maintenance().verify().problems()).hasSize(1);
    db.close();
    assertThatThrownBy(this::open).isInstanceOf(CorruptionException.class);
  }

  /** Bytes that are no view are damage, never anything else. */
  @Test
  void shouldReadNothingElseThanViews() {
    byte[] bytes = new ViewRecord(7, NAMES.withComment("x")).encode();
    assertThat(ViewRecord.decode(7, bytes)).isEqualTo(new ViewRecord(7, NAMES.withComment("x")));
    long seed = 20261130;
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      byte[] cut = Arrays.copyOf(damaged, random.nextInt(damaged.length + 3));
      for (byte[] each : List.of(damaged, cut)) {
        try {
          ViewRecord read = ViewRecord.decode(7, each);
          assertThat(read.encode()).as("seed %d, round %d", seed, i).isEqualTo(each);
        } catch (CorruptionException expected) {
          assertThat(expected.facts()).containsKey("viewId");
        }
      }
    }
  }
}
