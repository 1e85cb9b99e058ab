package io.ashlar.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.hibernate.Library.Address;
import io.ashlar.hibernate.Library.Author;
import io.ashlar.hibernate.Library.Book;
import io.ashlar.hibernate.Library.Film;
import io.ashlar.hibernate.Library.Genre;
import io.ashlar.hibernate.Library.Item;
import io.ashlar.hibernate.Library.Label;
import io.ashlar.hibernate.Library.Loan;
import io.ashlar.hibernate.Library.Tape;
import io.ashlar.hibernate.Library.Values;
import io.ashlar.transaction.Transaction;
import jakarta.persistence.OptimisticLockException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.LockMode;
import org.hibernate.Session;
import org.hibernate.Timeouts;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a program does with entities: ids, associations, versions, locks, values, batches.
 *
 * <p>Long because a session factory is made once for all of it.
 */
class EntitiesTest {

  private static Store store;

  @BeforeAll
  static void open() {
    store =
        Store.open("jdbc:ashlar:mem:entities?lockTimeout=50ms", "create-drop", Library.ENTITIES);
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @BeforeEach
  void empty() {
    store.sessions().getSchemaManager().truncateMappedObjects();
  }

  private static Long author(String name) {
    return store.get(
        session -> {
          Author author = new Author(name, "CH");
          author.writes("Ash", "10.00");
          author.writes("Beech", "20.00");
          session.persist(author);
          return author.id;
        });
  }

  @Test
  void shouldGiveEachAnIdWhenPersisted() {
    store.run(
        session -> {
          Author author = new Author("Ann", "CH");
          session.persist(author);
          assertThat(author.id).isPositive();
          Book book = author.writes("Ash", "1.00");
          session.persist(book);
          assertThat(book.id).isPositive();
          Label label = new Label("new");
          session.persist(label);
          assertThat(label.id).isNotNull();
          book.labels.add(label);
          Loan loan = new Loan();
          loan.book = book;
          loan.since = Instant.EPOCH;
          session.persist(loan);
          assertThat(loan.id).isPositive();
        });
    store.run(
        session -> {
          Loan loan = session.createSelectionQuery("from Loan", Loan.class).getSingleResult();
          assertThat(loan.since).isEqualTo(Instant.EPOCH);
          assertThat(loan.book.author.name).isEqualTo("Ann");
          assertThat(loan.book.labels).extracting(label -> label.name).containsExactly("new");
        });
  }

  @Test
  void shouldKeepCollectionsWhenTheyChange() {
    Long id = author("Ann");
    store.run(
        session -> {
          Author author = session.find(Author.class, id);
          author.penNames.addAll(List.of("A", "B"));
          author.address = new Address("Lane 1", "Basel");
          author.books.remove(0);
          author.writes("Cedar", "30.00");
        });
    store.run(
        session -> {
          Author author = session.find(Author.class, id);
          assertThat(author.penNames).containsExactlyInAnyOrder("A", "B");
          assertThat(author.address.town).isEqualTo("Basel");
          assertThat(author.books).extracting(book -> book.title).hasSize(2).contains("Cedar");
          author.penNames.remove("A");
          session.remove(author);
        });
    assertThat(count("Book")).isZero();
  }

  private static Long count(String entity) {
    return store.get(
        session ->
            session
                .createSelectionQuery("select count(*) from " + entity, Long.class)
                .getSingleResult());
  }

  @Test
  void shouldRefuseWhenAConstraintIsViolated() {
    Long id = author("Ann");
    assertThatThrownBy(() -> author("Ann"))
        .isInstanceOfSatisfying(
            ConstraintViolationException.class,
            e -> {
              assertThat(e.getKind()).isEqualTo(ConstraintViolationException.ConstraintKind.UNIQUE);
              assertThat(e.getConstraintName()).isNotBlank();
            });
    assertThatThrownBy(() -> author(null)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(
            () ->
                store.run(
                    session ->
                        session
                            .createMutationQuery("delete from Author where id = ?1")
                            .setParameter(1, id)
                            .executeUpdate()))
        .isInstanceOfSatisfying(
            ConstraintViolationException.class,
            e ->
                assertThat(e.getKind())
                    .isEqualTo(ConstraintViolationException.ConstraintKind.FOREIGN_KEY));
    assertThat(count("Author")).isEqualTo(1);
    assertThat(count("Book")).isEqualTo(2);
  }

  @Test
  void shouldRefuseTheSecondWhenTwoHaveChangedTheSameVersion() {
    author("Ann");
    assertThatThrownBy(
            () ->
                store.run(
                    session -> {
                      Book mine = book(session, "Ash");
                      store.run(other -> book(other, "Ash").price = new BigDecimal("1.00"));
                      mine.price = new BigDecimal("2.00");
                    }))
        .isInstanceOfAny(
            OptimisticLockException.class, org.hibernate.StaleObjectStateException.class);
    store.run(
        session -> {
          Book book = book(session, "Ash");
          assertThat(book.price).isEqualByComparingTo("1.00");
          assertThat(book.version).isEqualTo(1);
        });
  }

  private static Book book(Session session, String title) {
    return session
        .createSelectionQuery("from Book where title = :title", Book.class)
        .setParameter("title", title)
        .getSingleResult();
  }

  @Test
  void shouldLockRowsWhenLocksArePessimistic() {
    author("Ann");
    store.run(
        session -> {
          Book mine = book(session, "Ash");
          session.lock(mine, LockMode.PESSIMISTIC_WRITE);
          List<Book> free =
              store.get(
                  other ->
                      other
                          .createSelectionQuery("from Book order by title", Book.class)
                          .setHibernateLockMode(LockMode.PESSIMISTIC_WRITE)
                          .setHint("jakarta.persistence.lock.timeout", Timeouts.SKIP_LOCKED_MILLI)
                          .getResultList());
          assertThat(free).extracting(book -> book.title).containsExactly("Beech");
          assertThatThrownBy(
                  () ->
                      store.run(
                          other ->
                              other.find(
                                  Book.class,
                                  mine.id,
                                  LockMode.PESSIMISTIC_WRITE,
                                  Timeouts.NO_WAIT)))
              .isInstanceOf(org.hibernate.exception.LockTimeoutException.class);
          assertThatThrownBy(
                  () ->
                      store.run(
                          other -> other.find(Book.class, mine.id, LockMode.PESSIMISTIC_READ)))
              .isInstanceOf(org.hibernate.exception.LockAcquisitionException.class);
        });
    store.run(
        session -> {
          Book book = book(session, "Ash");
          session.lock(book, LockMode.PESSIMISTIC_FORCE_INCREMENT);
          assertThat(book.version).isEqualTo(1);
        });
  }

  @Test
  @SuppressWarnings("JavaUtilDate") // also the old classes are columns
  void shouldGiveBackWhatWasSetWhenTypesAreThoseOfJava() {
    Values set = new Values();
    set.date = LocalDate.of(2026, 2, 28);
    set.time = LocalTime.of(23, 59, 58);
    set.dateTime = LocalDateTime.of(2026, 1, 2, 3, 4, 5, 678_901_000);
    set.instant = Instant.parse("2026-01-02T03:04:05.678901Z");
    set.moment = OffsetDateTime.of(set.dateTime, ZoneOffset.ofHours(5));
    set.decimal = new BigDecimal("12345678901234.567891");
    set.truth = true;
    set.bytes = new byte[] {0, 1, -1};
    set.uuid = new UUID(-1, 7);
    set.letter = 'x';
    set.tiny = -128;
    set.small = 32_000;
    set.real = Math.PI;
    set.single = 1.5f;
    set.duration = Duration.ofSeconds(90, 1_000);
    set.ordinal = Genre.VERSE;
    set.longText = "text".repeat(10_000);
    set.longBytes = new byte[50_000];
    set.story = "story".repeat(1_000);
    set.old = new java.util.Date(1_700_000_000_123L);
    set.stamp = java.sql.Timestamp.valueOf("2026-03-29 02:30:00.5");
    store.run(session -> session.persist(set));
    store.run(
        session -> {
          Values got = session.find(Values.class, set.id);
          assertThat(got).usingRecursiveComparison().ignoringFields("moment", "old").isEqualTo(set);
          assertThat(got.moment.toInstant()).isEqualTo(set.moment.toInstant());
          assertThat(got.old.getTime()).isEqualTo(set.old.getTime());
        });
    for (String field :
        List.of(
            "date",
            "time",
            "dateTime",
            "instant",
            "moment",
            "decimal",
            "truth",
            "uuid",
            "letter",
            "tiny",
            "small",
            "real",
            "single",
            "duration",
            "ordinal",
            "story",
            "bytes",
            "old",
            "stamp")) {
      store.run(
          session ->
              assertThat(matches(session, "v." + field + " = :" + field, set))
                  .as(field)
                  .isEqualTo(1));
    }
    store.run(session -> session.persist(new Values()));
    store.run(
        session ->
            assertThat(matches(session, "truth is null and uuid is null and longText is null", set))
                .isEqualTo(1));
  }

  private static long matches(Session session, String condition, Values values) {
    var query =
        session.createSelectionQuery(
            "select count(*) from Values v where " + condition, Long.class);
    Matcher named = Pattern.compile(":(\\w+)").matcher(condition);
    while (named.find()) {
      query.setParameter(named.group(1), field(values, named.group(1)));
    }
    return query.getSingleResult();
  }

  private static Object field(Values values, String name) {
    try {
      return Values.class.getDeclaredField(name).get(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(name, e);
    }
  }

  @Test
  void shouldInsertAndChangeManyWhenBatched() {
    Long id = author("Ann");
    store.run(
        session -> {
          Author author = session.find(Author.class, id);
          for (int i = 0; i < 130; i++) {
            session.persist(author.writes("book " + i, "1.50"));
          }
        });
    assertThat(count("Book")).isEqualTo(132);
    store.run(
        session ->
            session
                .createSelectionQuery("from Book", Book.class)
                .getResultList()
                .forEach(book -> book.price = book.price.add(BigDecimal.ONE)));
    BigDecimal sum =
        store.get(
            session ->
                session
                    .createSelectionQuery("select sum(price) from Book", BigDecimal.class)
                    .getSingleResult());
    assertThat(sum).isEqualByComparingTo("357.00");
  }

  @Test
  void shouldChangeTablesTogetherWhenClassesHaveOneEach() {
    store.run(
        session -> {
          for (int i = 0; i < 5; i++) {
            Film film = new Film();
            film.title = "film " + i;
            film.minutes = 90 + i;
            session.persist(film);
            Tape tape = new Tape();
            tape.title = "tape " + i;
            tape.artist = "Ann";
            session.persist(tape);
          }
        });
    store.run(
        session -> {
          assertThat(
                  session
                      .createSelectionQuery("from Item order by title", Item.class)
                      .setMaxResults(6)
                      .getResultList())
              .hasSize(6)
              .last()
              .isInstanceOf(Tape.class);
          assertThat(
                  session
                      .createMutationQuery(
                          "update Film set title = concat(title, '!'), minutes = minutes + 1"
                              + " where minutes > 92")
                      .executeUpdate())
              .isEqualTo(2);
          assertThat(
                  session
                      .createMutationQuery("delete from Item where title like 'tape%'")
                      .executeUpdate())
              .isEqualTo(5);
        });
    assertThat(count("Item")).isEqualTo(5);
    assertThat(count("Tape")).isZero();
    String title =
        store.get(
            session ->
                session
                    .createSelectionQuery("select title from Film where minutes = 95", String.class)
                    .getSingleResult());
    assertThat(title).isEqualTo("film 4!");
  }

  @Test
  void shouldShareTheTransactionWhenTypedApiWorksBesideHibernate() {
    Long id = author("Ann");
    assertThatThrownBy(
            () ->
                store.run(
                    session -> {
                      session.doWork(
                          connection -> {
                            Database database = connection.unwrap(Database.class);
                            var authors = database.table("authors");
                            assertThat(
                                    authors
                                        .update(connection.unwrap(Transaction.class))
                                        .where(authors.longColumn("id").eq(id))
                                        .set(authors.stringColumn("name"), "Bea")
                                        .execute())
                                .isEqualTo(1);
                          });
                      assertThat(session.find(Author.class, id).name).isEqualTo("Bea");
                      throw new IllegalStateException("undone");
                    }))
        .isInstanceOf(IllegalStateException.class);
    store.run(session -> assertThat(session.find(Author.class, id).name).isEqualTo("Ann"));
  }

  @Test
  void shouldKeepAllOrNothingWhenTransactionIsRolledBack() {
    assertThatThrownBy(
            () ->
                store.run(
                    session -> {
                      session.persist(new Author("Ann", "CH"));
                      session.flush();
                      assertThat(
                              session
                                  .createSelectionQuery("select count(*) from Author", Long.class)
                                  .getSingleResult())
                          .isEqualTo(1);
                      throw new IllegalStateException(Arrays.toString(new int[] {1}));
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(count("Author")).isZero();
  }
}
