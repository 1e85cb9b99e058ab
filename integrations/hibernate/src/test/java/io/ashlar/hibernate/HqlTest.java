package io.ashlar.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.hibernate.Library.Author;
import io.ashlar.hibernate.Library.Book;
import io.ashlar.hibernate.Library.Genre;
import jakarta.persistence.criteria.JoinType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.hibernate.query.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Queries in HQL and by criteria: joins, groups, subqueries, functions, pages, bulk changes. */
class HqlTest {

  private static Store store;

  @BeforeAll
  static void open() {
    store = Store.open("jdbc:ashlar:mem:hql", "create-drop", Library.ENTITIES);
    store.run(
        session -> {
          for (String name : List.of("Ann", "Bea", "Cid")) {
            Author author = new Author(name, name.equals("Cid") ? null : "CH");
            session.persist(author);
            int books = name.equals("Ann") ? 3 : name.equals("Bea") ? 1 : 0;
            for (int i = 1; i <= books; i++) {
              Book book = author.writes(name + "'s " + i, i + "0.00");
              book.genre = i == 2 ? Genre.VERSE : Genre.PROSE;
              book.printed = LocalDate.of(2026, i, 28);
              session.persist(book);
            }
          }
        });
  }

  @AfterAll
  static void close() {
    store.close();
  }

  private static List<String> rows(String hql, Object... parameters) {
    return store.get(
        session -> {
          var query = session.createSelectionQuery(hql, Object.class);
          for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
          }
          return query.getResultList().stream()
              .map(row -> row instanceof Object[] all ? Arrays.toString(all) : String.valueOf(row))
              .toList();
        });
  }

  @Test
  void shouldAnswerWhenQueriesJoin() {
    assertThat(rows("select b.title from Book b where b.author.name = ?1 order by b.title", "Ann"))
        .containsExactly("Ann's 1", "Ann's 2", "Ann's 3");
    assertThat(
            rows("select a.name, b.title from Author a left join a.books b order by a.name, b.id"))
        .containsExactly(
            "[Ann, Ann's 1]", "[Ann, Ann's 2]", "[Ann, Ann's 3]", "[Bea, Bea's 1]", "[Cid, null]");
    assertThat(rows("select distinct a.name from Author a join a.books b order by a.name"))
        .containsExactly("Ann", "Bea");
    List<Author> authors =
        store.get(
            session ->
                session
                    .createSelectionQuery(
                        "select distinct a from Author a left join fetch a.books"
                            + " where a.country is not null",
                        Author.class)
                    .getResultList());
    assertThat(authors).extracting(author -> author.books.size()).containsExactlyInAnyOrder(3, 1);
    assertThat(
            rows(
                "select a.name from Author a join Book b on b.author = a and b.price > ?1",
                new BigDecimal("25")))
        .containsExactly("Ann");
  }

  @Test
  void shouldAnswerWhenQueriesGroup() {
    assertThat(
            rows(
                "select a.name, count(b), sum(b.price), avg(b.price), max(b.printed) from Book b"
                    + " join b.author a group by a.name having count(b) > ?1 order by count(b) desc",
                0L))
        .containsExactly("[Ann, 3, 60.00, 20.0, 2026-03-28]", "[Bea, 1, 10.00, 10.0, 2026-01-28]");
    assertThat(rows("select b.genre, count(distinct b.author) from Book b group by b.genre"))
        .containsExactlyInAnyOrder("[PROSE, 2]", "[VERSE, 1]");
    assertThat(rows("select every(b.price > 5), any(b.price > 25) from Book b"))
        .containsExactly("[true, true]");
  }

  @Test
  void shouldAnswerWhenQueriesAreNested() {
    assertThat(
            rows(
                "select a.name from Author a where exists (select 1 from Book b where b.author = a"
                    + " and b.price >= ?1) order by a.name",
                new BigDecimal("30")))
        .containsExactly("Ann");
    assertThat(rows("select b.title from Book b where b.price = (select max(c.price) from Book c)"))
        .containsExactly("Ann's 3");
    assertThat(rows("select a.name from Author a where a.books is empty")).containsExactly("Cid");
    assertThat(rows("select a.name from Author a where size(a.books) = 3")).containsExactly("Ann");
    assertThat(
            rows(
                "select a.name, (select count(b) from Book b where b.author = a) from Author a"
                    + " order by a.name"))
        .containsExactly("[Ann, 3]", "[Bea, 1]", "[Cid, 0]");
    assertThat(
            rows(
                "select b.title from Book b where b.author.id in (select a.id from Author a"
                    + " where a.name like ?1) order by 1",
                "B%"))
        .containsExactly("Bea's 1");
    assertThat(
            rows(
                "select b.title from Book b where b.title in ?1",
                List.of("Ann's 1", "Bea's 1", "x")))
        .containsExactlyInAnyOrder("Ann's 1", "Bea's 1");
  }

  @Test
  void shouldAnswerWhenFunctionsAreCalled() {
    String one = " from Author a where a.name = 'Ann'";
    assertThat(
            rows(
                "select upper(a.name), lower(a.name), length(a.name), concat(a.name, '!', a.country),"
                    + " substring(a.name, 2), substring(a.name, 1, 2), locate('n', a.name),"
                    + " trim(both 'A' from a.name), replace(a.name, 'n', 'm'), left(a.name, 1),"
                    + " right(a.name, 1), a.name || '?', position('n' in a.name),"
                    + " overlay(a.name placing 'x' from 1 for 1), lpad(a.name, 5, '.'),"
                    + " repeat(a.name, 2)"
                    + one))
        .containsExactly(
            "[ANN, ann, 3, Ann!CH, nn, An, 2, nn, Amm, A, n, Ann?, 2, xnn, ..Ann, AnnAnn]");
    assertThat(
            rows(
                "select abs(-2), mod(7, 4), 7 % 4, floor(1.5), ceiling(1.5), round(1.25, 1),"
                    + " sqrt(4.0), power(2.0, 3.0), sign(-3), greatest(1, 2), least(1, 2), 7 / 2"
                    + one))
        .containsExactly("[2, 3, 3, 1.0, 2.0, 1.3, 2.0, 8.0, -1, 2, 1, 3]");
    assertThat(
            rows(
                "select coalesce(a.address.town, 'none'), nullif(a.name, 'Ann'), ifnull(a.address.town, 'x'),"
                    + " case when a.country = 'CH' then 1 else 2 end, case a.name when 'Ann' then ?1 else 'b' end,"
                    + " cast(a.id as String), cast('12' as Integer), str(1), coalesce(a.address.street, ?1)"
                    + one,
                "given"))
        .singleElement()
        .asString()
        .startsWith("[none, null, x, 1, given, ")
        .endsWith(", 12, 1, given]");
    assertThat(
            rows(
                "select year(b.printed), month(b.printed), day(b.printed), extract(week from b.printed),"
                    + " extract(day of week from b.printed), extract(day of year from b.printed),"
                    + " extract(quarter from b.printed)"
                    + " from Book b where b.title = ?1",
                "Ann's 1"))
        .containsExactly("[2026, 1, 28, 5, 4, 28, 1]");
    assertThat(
            rows(
                "select b.printed + 1 day, b.printed - 1 month, (local date - b.printed) by day > 0,"
                    + " timestampadd(day, 2, b.printed), timestampdiff(day, b.printed, {d '2026-02-01'})"
                    + " from Book b where b.title = ?1 and b.printed < local date and local datetime > local datetime - 1 second",
                "Ann's 1"))
        .containsExactly("[2026-01-29, 2025-12-28, true, 2026-01-30, 4]");
    assertThat(
            rows(
                "select current_date - b.printed > 1 day, instant > instant - 5 minute from Book b where b.title = ?1",
                "Bea's 1"))
        .containsExactly("[true, true]");
    assertThat(
            rows(
                "select a.name from Author a where a.name ilike ?1 and a.country is not distinct from 'CH'",
                "aN%"))
        .containsExactly("Ann");
    assertThat(
            rows("select trunc(1.79, 1), pi > 3, ascii(a.name), cast(a.country as String)" + one))
        .containsExactly("[1.7, true, 65, CH]");
  }

  @Test
  void shouldGivePagesWhenResultsAreLimited() {
    List<String> titles = rows("select title from Book order by title desc limit 2 offset 1");
    assertThat(titles).containsExactly("Ann's 3", "Ann's 2");
    store.run(
        session -> {
          var query = session.createSelectionQuery("from Book order by title", Book.class);
          assertThat(query.setPage(Page.page(2, 1)).getResultList())
              .extracting(book -> book.title)
              .containsExactly("Ann's 3", "Bea's 1");
          assertThat(query.getResultCount()).isEqualTo(4);
          try (var results =
              session.createSelectionQuery("from Book order by title", Book.class).scroll()) {
            assertThat(results.last()).isTrue();
            assertThat(results.get().title).isEqualTo("Bea's 1");
          }
          assertThat(
                  session
                      .createSelectionQuery("from Book order by title", Book.class)
                      .getResultStream()
                      .map(book -> book.title)
                      .toList())
              .hasSize(4);
        });
  }

  @Test
  void shouldAnswerWhenQueriesAreBuiltByCriteria() {
    store.run(
        session -> {
          var builder = session.getCriteriaBuilder();
          var query = builder.createQuery(Object[].class);
          var author = query.from(Author.class);
          var book = author.<Author, Book>join("books", JoinType.LEFT);
          query
              .select(builder.array(author.get("name"), builder.count(book)))
              .where(
                  builder.or(
                      builder.isNull(book.get("price")),
                      builder.between(
                          book.<BigDecimal>get("price"), BigDecimal.ONE, new BigDecimal("20"))))
              .groupBy(author.get("name"))
              .orderBy(builder.desc(builder.count(book)), builder.asc(author.get("name")));
          assertThat(session.createQuery(query).getResultList())
              .extracting(Arrays::toString)
              .containsExactly("[Ann, 2]", "[Bea, 1]", "[Cid, 0]");
        });
  }

  @Test
  void shouldChangeRowsWhenStatementsAreBulk() {
    store.run(
        session -> {
          assertThat(
                  session
                      .createMutationQuery(
                          "update versioned Book b set b.price = b.price * ?1, b.genre = ?2"
                              + " where b.title like ?3 and b.author.id in (select a.id from Author a where a.name = ?4)")
                      .setParameter(1, new BigDecimal("1.10"))
                      .setParameter(2, Genre.VERSE)
                      .setParameter(3, "Bea%")
                      .setParameter(4, "Bea")
                      .executeUpdate())
              .isEqualTo(1);
          Book book =
              session
                  .createSelectionQuery("from Book where title = 'Bea''s 1'", Book.class)
                  .getSingleResult();
          assertThat(book.price).isEqualByComparingTo("11.00");
          assertThat(book.version).isEqualTo(1);
          assertThat(
                  session
                      .createMutationQuery("delete from Book where price > ?1")
                      .setParameter(1, new BigDecimal("10.50"))
                      .executeUpdate())
              .isEqualTo(3);
          session.getTransaction().setRollbackOnly();
        });
  }

  @Test
  void shouldAnswerWhenStatementsAreNative() {
    store.run(
        session -> {
          assertThat(
                  session
                      .createNativeQuery(
                          "select {b.*} from books b where b.price between :low and :high order by title",
                          Book.class)
                      .addEntity("b", Book.class)
                      .setParameter("low", 15)
                      .setParameter("high", 30)
                      .getResultList())
              .hasSize(2);
          assertThat(
                  session
                      .createNativeQuery("select count(*) from books", Long.class)
                      .getSingleResult())
              .isEqualTo(4);
        });
  }
}
