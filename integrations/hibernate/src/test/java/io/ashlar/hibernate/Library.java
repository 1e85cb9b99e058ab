package io.ashlar.hibernate;

import jakarta.persistence.Basic;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Entities of a library: each way of making ids, of associating, and of keeping values. */
final class Library {

  static final Class<?>[] ENTITIES = {
    Author.class,
    Book.class,
    Loan.class,
    Label.class,
    Values.class,
    Item.class,
    Film.class,
    Tape.class
  };

  private Library() {}

  /** Its ids are drawn by the database. */
  @Entity(name = "Author")
  @Table(name = "authors", uniqueConstraints = @UniqueConstraint(columnNames = {"name", "country"}))
  static class Author {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(nullable = false, length = 60)
    String name;

    @Column(length = 2)
    String country;

    @OneToMany(mappedBy = "author", cascade = CascadeType.ALL, orphanRemoval = true)
    List<Book> books = new ArrayList<>();

    @ElementCollection
    @CollectionTable(name = "pen_names")
    Set<String> penNames = new HashSet<>();

    @Embedded Address address;

    Author() {}

    Author(String name, String country) {
      this.name = name;
      this.country = country;
    }

    Book writes(String title, String price) {
      Book book = new Book();
      book.title = title;
      book.price = new BigDecimal(price);
      book.author = this;
      books.add(book);
      return book;
    }
  }

  /** Part of a row. */
  @Embeddable
  static class Address {
    String street;
    String town;

    Address() {}

    Address(String street, String town) {
      this.street = street;
      this.town = town;
    }
  }

  /** Its ids are drawn from a sequence, fifty at a time, and its changes counted. */
  @Entity(name = "Book")
  @Table(name = "books", indexes = @Index(name = "books_by_title", columnList = "title"))
  static class Book {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "book_numbers")
    @SequenceGenerator(name = "book_numbers", sequenceName = "book_numbers")
    Long id;

    @Version int version;

    @Column(nullable = false)
    String title;

    @Column(precision = 12, scale = 2)
    BigDecimal price;

    @Enumerated(EnumType.STRING)
    Genre genre = Genre.PROSE;

    LocalDate printed;

    @ManyToOne(optional = false)
    @JoinColumn(name = "author_id", nullable = false)
    Author author;

    @ManyToMany Set<Label> labels = new HashSet<>();
  }

  /** What kind of book. */
  enum Genre {
    PROSE,
    VERSE
  }

  /** Its id is made here. */
  @Entity(name = "Label")
  @Table(name = "labels")
  static class Label {
    @Id
    @GeneratedValue(strategy = GenerationType.UUID)
    UUID id;

    @Column(unique = true)
    String name;

    Label() {}

    Label(String name) {
      this.name = name;
    }
  }

  /** It shares the id of its book. */
  @Entity(name = "Loan")
  @Table(name = "loans")
  static class Loan {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @OneToOne
    @JoinColumn(unique = true)
    Book book;

    Instant since;
  }

  /** A column of each type. */
  @Entity(name = "Values")
  @Table(name = "value_types")
  static class Values {
    @Id @GeneratedValue UUID id;
    LocalDate date;
    LocalTime time;
    LocalDateTime dateTime;
    Instant instant;
    OffsetDateTime moment;

    @Column(precision = 20, scale = 6)
    BigDecimal decimal;

    Boolean truth;
    byte[] bytes;
    UUID uuid;
    Character letter;
    Byte tiny;
    Short small;
    Double real;
    Float single;
    Duration duration;

    @Enumerated(EnumType.ORDINAL)
    Genre ordinal;

    @Lob
    @Basic(fetch = FetchType.LAZY)
    String longText;

    @Lob byte[] longBytes;

    @Column(length = 100_000)
    String story;

    java.util.Date old;
    java.sql.Timestamp stamp;
  }

  /** Of a hierarchy whose classes have a table each. */
  @Entity(name = "Item")
  @Table(name = "items")
  @Inheritance(strategy = InheritanceType.JOINED)
  static class Item {
    @Id @GeneratedValue Long id;
    String title;
  }

  /** One of them. */
  @Entity(name = "Film")
  @Table(name = "films")
  static class Film extends Item {
    int minutes;
  }

  /** Another. */
  @Entity(name = "Tape")
  @Table(name = "tapes")
  static class Tape extends Item {
    String artist;
  }
}
