package io.ashlar.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.case_;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.upper;
import static org.jooq.impl.DSL.val;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.ForeignKey;
import org.jooq.Identity;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.TableField;
import org.jooq.UniqueKey;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.DataChangedException;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jooq.impl.Internal;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;
import org.jooq.impl.UpdatableRecordImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a program does with jOOQ, which takes the database for PostgreSQL. */
class JooqProgramTest {

  /** A row of books, as jOOQ would generate it. */
  public static final class BookRecord extends UpdatableRecordImpl<BookRecord> {
    private static final long serialVersionUID = 1;

    /** A new one. */
    public BookRecord() {
      super(Books.BOOKS);
    }
  }

  /** The table of books, as jOOQ would generate it. */
  public static final class Books extends TableImpl<BookRecord> {
    private static final long serialVersionUID = 1;

    static final Books BOOKS = new Books();

    final TableField<BookRecord, Long> id =
        createField(name("id"), SQLDataType.BIGINT.nullable(false), this);
    final TableField<BookRecord, String> title =
        createField(name("title"), SQLDataType.VARCHAR(80).nullable(false), this);
    final TableField<BookRecord, Long> author =
        createField(name("author_id"), SQLDataType.BIGINT, this);
    final TableField<BookRecord, BigDecimal> price =
        createField(name("price"), SQLDataType.DECIMAL(10, 2), this);
    final TableField<BookRecord, LocalDate> printed =
        createField(name("printed"), SQLDataType.LOCALDATE, this);
    final TableField<BookRecord, Integer> version =
        createField(name("version"), SQLDataType.INTEGER, this);

    private Books() {
      super(name("books"));
    }

    @Override
    public Class<BookRecord> getRecordType() {
      return BookRecord.class;
    }

    @Override
    public UniqueKey<BookRecord> getPrimaryKey() {
      return Internal.createUniqueKey(this, name("books_pkey"), id);
    }

    @Override
    public TableField<BookRecord, Integer> getRecordVersion() {
      return version;
    }
  }

  private static final Books BOOKS = Books.BOOKS;

  private static final org.jooq.Table<Record> AUTHORS = table(name("authors"));
  private static final org.jooq.Field<Long> AUTHOR_ID =
      field(name("authors", "id"), SQLDataType.BIGINT);
  private static final org.jooq.Field<String> AUTHOR_NAME =
      field(name("authors", "name"), SQLDataType.VARCHAR);

  private Connection connection;
  private DSLContext dsl;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:ashlar:mem:jooq");
    dsl =
        DSL.using(
            connection, SQLDialect.POSTGRES, new Settings().withExecuteWithOptimisticLocking(true));
    assertThat(
            dsl.createTable("authors")
                .column("id", SQLDataType.BIGINT.identity(true))
                .column("name", SQLDataType.VARCHAR(40).nullable(false))
                .constraints(
                    constraint("authors_pkey").primaryKey("id"),
                    constraint("one_name").unique("name"))
                .execute())
        .isZero();
    assertThat(
            dsl.createTable(BOOKS)
                .columns(BOOKS.fields())
                .constraints(
                    constraint("books_pkey").primaryKey(BOOKS.id),
                    constraint("of_author")
                        .foreignKey(BOOKS.author)
                        .references(AUTHORS, AUTHOR_ID)
                        .onDeleteCascade())
                .execute())
        .isZero();
    assertThat(dsl.createIndex("by_title").on(BOOKS, BOOKS.title.desc()).execute()).isZero();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private void fill() {
    assertThat(
            dsl.insertInto(AUTHORS, field(name("id")), field(name("name")))
                .values(1L, "Ann")
                .values(2L, "Bea")
                .values(3L, "Cid")
                .execute())
        .isEqualTo(3);
    assertThat(
            dsl.insertInto(BOOKS, BOOKS.id, BOOKS.title, BOOKS.author, BOOKS.price, BOOKS.printed)
                .values(1L, "Ash", 1L, new BigDecimal("10.00"), LocalDate.of(2026, 1, 1))
                .values(2L, "Beech", 1L, new BigDecimal("20.00"), null)
                .values(3L, "Cedar", 2L, new BigDecimal("30.00"), LocalDate.of(2026, 2, 1))
                .execute())
        .isEqualTo(3);
  }

  @Test
  void shouldAnswerWhenQueriesJoinAndGroup() {
    fill();
    Result<Record2<String, Integer>> counts =
        dsl.select(AUTHOR_NAME, count(BOOKS.id))
            .from(AUTHORS)
            .leftJoin(BOOKS)
            .on(BOOKS.author.eq(AUTHOR_ID))
            .groupBy(AUTHOR_NAME)
            .having(count(BOOKS.id).ge(0))
            .orderBy(count(BOOKS.id).desc(), AUTHOR_NAME)
            .fetch();
    assertThat(counts)
        .extracting(row -> row.value1() + row.value2())
        .containsExactly("Ann2", "Bea1", "Cid0");
    assertThat(
            dsl.select(sum(BOOKS.price), min(BOOKS.printed), max(BOOKS.title))
                .from(BOOKS)
                .fetchSingle()
                .intoList())
        .containsExactly(new BigDecimal("60.00"), LocalDate.of(2026, 1, 1), "Cedar");
    assertThat(
            dsl.select(AUTHOR_NAME)
                .from(AUTHORS)
                .where(
                    exists(
                        selectOne()
                            .from(BOOKS)
                            .where(BOOKS.author.eq(AUTHOR_ID))
                            .and(BOOKS.price.gt(new BigDecimal("15")))))
                .orderBy(AUTHOR_NAME)
                .fetch(AUTHOR_NAME))
        .containsExactly("Ann", "Bea");
    assertThat(
            dsl.select(upper(BOOKS.title))
                .from(BOOKS)
                .where(
                    BOOKS.author.in(select(AUTHOR_ID).from(AUTHORS).where(AUTHOR_NAME.eq("Ann"))))
                .orderBy(BOOKS.title.desc())
                .limit(1)
                .offset(1)
                .fetchOne()
                .value1())
        .isEqualTo("ASH");
  }

  @Test
  void shouldAnswerWhenExpressionsAreBound() {
    fill();
    assertThat(
            dsl.select(
                    case_()
                        .when(BOOKS.price.gt(val(new BigDecimal("15"))), inline("dear"))
                        .else_(inline("cheap")),
                    coalesce(BOOKS.printed, LocalDate.of(1, 1, 1)),
                    BOOKS.price.mul(new BigDecimal("1.005")).add(1),
                    lower(BOOKS.title.concat("!")))
                .from(BOOKS)
                .where(BOOKS.title.likeIgnoreCase("b%").or(BOOKS.title.startsWith("zz")))
                .fetchSingle()
                .intoList())
        .containsExactly("dear", LocalDate.of(1, 1, 1), new BigDecimal("21.10000"), "beech!");
    assertThat(dsl.fetchCount(BOOKS, BOOKS.printed.isNull())).isEqualTo(1);
    assertThat(
            dsl.fetchExists(
                BOOKS, BOOKS.price.between(new BigDecimal("29"), BigDecimal.TEN.pow(2))))
        .isTrue();
    assertThat(dsl.select(val(1), val("x"), val(true)).fetchSingle().intoList())
        .containsExactly(1, "x", true);
    assertThat(dsl.fetch("select * from books where id = ?", 2).getValue(0, "title"))
        .isEqualTo("Beech");
  }

  @Test
  void shouldStoreRecordsWhenTheyChange() {
    fill();
    BookRecord book = dsl.newRecord(BOOKS);
    book.set(BOOKS.id, 10L);
    book.set(BOOKS.title, "Fir");
    assertThat(book.store()).isEqualTo(1);
    assertThat(book.get(BOOKS.version)).isEqualTo(1);
    BookRecord seen = dsl.fetchOne(BOOKS, BOOKS.id.eq(10L));
    book.set(BOOKS.title, "Fig");
    assertThat(book.store()).isEqualTo(1);
    assertThat(book.get(BOOKS.version)).isEqualTo(2);
    seen.set(BOOKS.title, "Fern");
    assertThatThrownBy(seen::store).isInstanceOf(DataChangedException.class);
    seen.refresh();
    assertThat(seen.get(BOOKS.title)).isEqualTo("Fig");
    assertThat(seen.delete()).isEqualTo(1);
    assertThat(dsl.fetchCount(BOOKS)).isEqualTo(3);
  }

  @Test
  void shouldUndoWhenTransactionFails() {
    fill();
    assertThatThrownBy(
            () ->
                dsl.transaction(
                    outer -> {
                      assertThat(outer.dsl().deleteFrom(BOOKS).execute()).isEqualTo(3);
                      outer.dsl().insertInto(AUTHORS).values(9L, "Ann").execute();
                    }))
        .isInstanceOf(IntegrityConstraintViolationException.class)
        .isInstanceOfSatisfying(
            DataAccessException.class,
            e -> {
              assertThat(e.sqlState()).isEqualTo("23505");
              assertThat(e.sqlStateClass())
                  .isEqualTo(org.jooq.exception.SQLStateClass.C23_INTEGRITY_CONSTRAINT_VIOLATION);
            });
    assertThat(dsl.fetchCount(BOOKS)).isEqualTo(3);
    dsl.transaction(
        outer -> {
          assertThatThrownBy(
                  () ->
                      outer
                          .dsl()
                          .transaction(
                              inner -> {
                                assertThat(inner.dsl().deleteFrom(BOOKS).execute()).isEqualTo(3);
                                throw new IllegalStateException("nested");
                              }))
              .isInstanceOf(IllegalStateException.class);
          assertThat(outer.dsl().deleteFrom(AUTHORS).where(AUTHOR_NAME.eq("Ann")).execute())
              .isEqualTo(1);
        });
    assertThat(dsl.fetchCount(BOOKS)).isEqualTo(1);
  }

  @Test
  void shouldTakeManyWhenBatched() {
    fill();
    assertThat(
            dsl.batch(dsl.insertInto(BOOKS, BOOKS.id, BOOKS.title).values((Long) null, null))
                .bind(100L, "a")
                .bind(101L, "b")
                .execute())
        .containsExactly(1, 1);
    try (Cursor<BookRecord> cursor = dsl.selectFrom(BOOKS).orderBy(BOOKS.id).fetchLazy()) {
      assertThat(cursor.fetchNext().get(BOOKS.title)).isEqualTo("Ash");
      assertThat(cursor.fetchNext(10)).hasSize(4);
    }
    dsl.transaction(
        tx ->
            assertThat(
                    tx.dsl()
                        .selectFrom(BOOKS)
                        .where(BOOKS.id.ge(100L))
                        .forUpdate()
                        .skipLocked()
                        .fetch(BOOKS.id))
                .containsExactlyInAnyOrder(100L, 101L));
    assertThat(dsl.update(BOOKS).set(BOOKS.price, BOOKS.price.plus(1)).execute()).isEqualTo(5);
    assertThat(dsl.truncate(BOOKS).execute()).isZero();
    assertThat(dsl.fetchCount(BOOKS)).isZero();
  }

  @Test
  void shouldGiveWhatWasSetWhenTypesAreThoseOfJava() {
    var id = field(name("id"), SQLDataType.UUID.nullable(false));
    var at = field(name("at"), SQLDataType.LOCALDATETIME(6));
    var zoned = field(name("zoned"), SQLDataType.OFFSETDATETIME(6));
    var yes = field(name("yes"), SQLDataType.BOOLEAN);
    var bytes = field(name("bytes"), SQLDataType.VARBINARY);
    var real = field(name("real_number"), SQLDataType.DOUBLE);
    var small = field(name("small"), SQLDataType.SMALLINT);
    var text = field(name("text"), SQLDataType.CLOB);
    var moments = table(name("moments"));
    assertThat(
            dsl.createTable(moments)
                .columns(id, at, zoned, yes, bytes, real, small, text)
                .primaryKey(id)
                .execute())
        .isZero();
    LocalDateTime moment = LocalDateTime.of(2026, 1, 2, 3, 4, 5, 678_901_000);
    OffsetDateTime instant = moment.atOffset(ZoneOffset.UTC);
    byte[] some = {1, 2};
    assertThat(
            dsl.insertInto(moments)
                .columns(id, at, zoned, yes, bytes, real, small, text)
                .values(new UUID(1, 2), moment, instant, true, some, 0.5, (short) 7, "text")
                .values(new UUID(1, 3), null, null, null, null, null, null, null)
                .execute())
        .isEqualTo(2);
    Record row =
        dsl.select(id, at, zoned, yes, bytes, real, small, text)
            .from(moments)
            .where(zoned.eq(instant))
            .and(yes)
            .fetchSingle();
    assertThat(row.intoList())
        .containsExactly(new UUID(1, 2), moment, instant, true, some, 0.5, (short) 7, "text");
    assertThat(dsl.selectFrom(moments).where(at.isNull()).fetch()).hasSize(1);
  }

  @Test
  void shouldReadTheSchemaWhenAskedForMetadata() {
    List<org.jooq.Table<?>> found =
        DSL.using(connection, SQLDialect.DEFAULT).meta().getTables("books");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).fields())
        .extracting(org.jooq.Field::getName)
        .containsExactly("id", "title", "author_id", "price", "printed", "version");
    assertThat(found.get(0).field("price").getDataType().scale()).isEqualTo(2);
    assertThat(found.get(0).getPrimaryKey().getFields()).hasSize(1);
    List<? extends ForeignKey<?, ?>> keys = found.get(0).getReferences();
    assertThat(keys).hasSize(1);
    assertThat(keys.get(0).getKey().getTable().getName()).isEqualTo("authors");
    Identity<?, ?> identity =
        DSL.using(connection, SQLDialect.DEFAULT).meta().getTables("authors").get(0).getIdentity();
    assertThat(identity.getField().getName()).isEqualTo("id");
  }
}
