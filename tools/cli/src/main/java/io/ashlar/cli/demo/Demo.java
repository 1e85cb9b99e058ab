package io.ashlar.cli.demo;

import io.ashlar.Database;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.verify.VerifyResult;
import io.ashlar.workbench.Allocation;
import io.ashlar.workbench.Latencies;
import io.ashlar.workbench.Measurement;
import io.ashlar.workbench.Progress;
import io.ashlar.workbench.WorkDirectory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/**
 * The steps of the demo, in order: load, query, read, move population, close, reopen, verify.
 *
 * <p>Each step adds what it measured and what it checked to the report. Used once.
 */
public final class Demo {

  private static final int COUNTRIES = 3;
  private static final int SHOWN = 5;
  private static final int SCANS = 10;
  private static final String COMMON_NAME = "San Francisco";

  private final Path named;
  private final int rows;
  private final int transferSeconds;
  private final PrintWriter story;
  private final Progress progress;
  private final DemoReport report = new DemoReport();

  /**
   * Prepares a demo.
   *
   * @param directory where to keep the store: missing, empty, or holding a store; null for a
   *     temporary one
   * @param rows most rows to load, at least 1
   * @param transferSeconds how long to move population, at least 1
   * @param story receives what is found on the way, for people to read
   * @param progress shows what is going on
   */
  public Demo(Path directory, int rows, int transferSeconds, PrintWriter story, Progress progress) {
    this.named = directory;
    this.rows = rows;
    this.transferSeconds = transferSeconds;
    this.story = story;
    this.progress = progress;
  }

  /**
   * Runs all steps.
   *
   * @return what was measured and checked
   * @throws InterruptedException when interrupted while population moved
   * @throws ExecutionException when a thread that moved population failed; the cause says why
   */
  public DemoReport run() throws InterruptedException, ExecutionException {
    long begin = System.nanoTime();
    progress.show("reading the source");
    SourceCities source = new SourceCities(CitySource.read(rows));
    try (WorkDirectory directory = WorkDirectory.of(named)) {
      firstOpen(directory.path(), source);
      secondOpen(directory.path(), source);
    } finally {
      progress.clear();
    }
    report.seconds((System.nanoTime() - begin) / 1e9);
    return report;
  }

  private void firstOpen(Path directory, SourceCities source)
      throws InterruptedException, ExecutionException {
    try (Database database = Database.open(directory)) {
      CityTable cities = CityTable.create(database);
      report.add(new CityLoader(database, cities, progress).load(source.all()));
      // What is told next shares the terminal with the progress line.
      progress.clear();
      try (CityQueries queries = new CityQueries(cities)) {
        query(database, queries, source);
        scanAll(database, queries, source);
      }
      readPoints(database, cities, source);
      movePopulation(database, cities, source);
    }
  }

  private void query(Database database, CityQueries queries, SourceCities source) {
    try (ReadTransaction view = database.beginRead()) {
      for (String country : source.largestCountries(COUNTRIES)) {
        List<CityQueries.Entry> found = queries.largest(view, country);
        tell("The largest cities of " + country, found, CityQueries.LARGEST);
        check("largest cities of " + country, found, source.largest(country));
      }
      story.println();
      story.println("How: " + queries.explainLargest().strip());
      List<CityQueries.Entry> inBox = queries.inBox(view, Box.ALPS);
      tell("In " + Box.ALPS.name() + ", from the south", inBox, SHOWN);
      check("cities in " + Box.ALPS.name(), inBox, source.inBox(Box.ALPS));
      List<CityQueries.Entry> alike = queries.named(view, COMMON_NAME);
      tell("Named " + COMMON_NAME, alike, SHOWN);
      check("cities named " + COMMON_NAME, alike, source.named(COMMON_NAME));
    }
  }

  private void tell(String title, List<CityQueries.Entry> entries, int shown) {
    story.println();
    story.println(title + ":");
    for (CityQueries.Entry entry : entries.subList(0, Math.min(shown, entries.size()))) {
      story.printf(Locale.ROOT, "  %,12d  %s%n", entry.population(), entry.name());
    }
    if (entries.size() > shown) {
      story.printf(Locale.ROOT, "  and %,d more%n", entries.size() - shown);
    }
  }

  private void check(String name, List<CityQueries.Entry> found, List<CityQueries.Entry> expected) {
    report.check(
        name,
        found.equals(expected),
        String.format(Locale.ROOT, "%,d found, %,d expected", found.size(), expected.size()));
  }

  /** Scans the covering index as a whole; all scans but the first find everything compiled. */
  private void scanAll(Database database, CityQueries queries, SourceCities source) {
    progress.show("scanning");
    Latencies latencies = new Latencies();
    CityQueries.Total wrong = null;
    long allocated = Allocation.ofCurrentThread();
    long begin = System.nanoTime();
    for (int scan = 0; scan < SCANS; scan++) {
      long before = System.nanoTime();
      try (ReadTransaction view = database.beginRead()) {
        CityQueries.Total total = queries.total(view);
        if (!total.equals(source.total())) {
          wrong = total;
        }
      }
      latencies.record(System.nanoTime() - before);
    }
    long elapsed = System.nanoTime() - begin;
    allocated = Allocation.ofCurrentThread() - allocated;
    report.add(new Measurement("scan the covering index", SCANS, elapsed, latencies, allocated));
    checkTotal("count and total population", wrong == null ? source.total() : wrong, source);
  }

  private void readPoints(Database database, CityTable cities, SourceCities source) {
    progress.show("reading single rows");
    PointReads reads = new PointReads(database, cities, source.all());
    report.add(reads.run());
    report.check("rows read by primary key", reads.wrong() == 0, reads.wrong() + " wrong");
  }

  private void movePopulation(Database database, CityTable cities, SourceCities source)
      throws InterruptedException, ExecutionException {
    progress.show("moving population for " + transferSeconds + " seconds");
    PopulationTransfers.Outcome outcome =
        new PopulationTransfers(database, cities, source.populated(), source.total())
            .run(transferSeconds);
    report.add(outcome.moves());
    report.add(outcome.sums());
    report.check(
        "sums in snapshots while population moved",
        outcome.wrongSums() == 0,
        String.format(
            Locale.ROOT,
            "%,d sums, %d wrong; %,d moves, %,d retries",
            outcome.sums().count(),
            outcome.wrongSums(),
            outcome.moves().count(),
            outcome.retries()));
  }

  private void secondOpen(Path directory, SourceCities source) {
    progress.show("opening again");
    long begin = System.nanoTime();
    try (Database database = Database.open(directory)) {
      CityTable cities = new CityTable(database.table(CityTable.NAME));
      report.add(new Measurement("open again", 1, System.nanoTime() - begin, new Latencies(), -1));
      progress.show("comparing every index entry with every row");
      verify(database, source);
      try (CityQueries queries = new CityQueries(cities);
          ReadTransaction view = database.beginRead()) {
        CityQueries.Total total = queries.total(view);
        checkTotal("count and total after reopening", total, source);
        report.rows(total.rows());
      }
      database.flush();
      report.bytesOnDisk(database.monitor().statistics().bytesOnDisk());
    }
  }

  private void verify(Database database, SourceCities source) {
    long begin = System.nanoTime();
    VerifyResult verified = database.maintenance().verify();
    report.add(
        new Measurement(
            "verify rows and entries",
            verified.rows() + verified.indexEntries(),
            System.nanoTime() - begin,
            new Latencies(),
            -1));
    progress.clear();
    verified.problems().stream().limit(SHOWN).forEach(problem -> story.println(problem.message()));
    long expected = source.total().rows();
    report.check(
        "every index agrees with every row",
        verified.clean()
            && verified.rows() >= expected
            && verified.indexEntries() >= expected * CityTable.INDEXES,
        String.format(
            Locale.ROOT,
            "%,d rows, %,d index entries, %,d problems",
            verified.rows(),
            verified.indexEntries(),
            verified.problemCount()));
  }

  /** A check that fails says what it found and what it should have. */
  private void checkTotal(String name, CityQueries.Total found, SourceCities source) {
    boolean right = found.equals(source.total());
    String detail = describe(found);
    report.check(name, right, right ? detail : detail + ", not " + describe(source.total()));
  }

  private static String describe(CityQueries.Total total) {
    return String.format(Locale.ROOT, "%,d rows, %,d people", total.rows(), total.population());
  }
}
