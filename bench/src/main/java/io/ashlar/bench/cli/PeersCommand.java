package io.ashlar.bench.cli;

import io.ashlar.bench.peers.PeersBenchmark;
import io.ashlar.bench.peers.PeersJson;
import io.ashlar.bench.peers.PeersOptions;
import io.ashlar.bench.peers.PeersReport;
import io.ashlar.bench.peers.engine.PeerDurability;
import io.ashlar.bench.peers.engine.PeerWork;
import io.ashlar.bench.peers.run.PeerKind;
import io.ashlar.bench.tpcb.TpcbScale;
import io.ashlar.cli.option.OptionValues;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ashlar bench peers}. */
@Command(
    name = "peers",
    description = "Runs the transaction of bench tpcb with other engines too, in turn.")
final class PeersCommand implements Callable<Integer> {

  private static final int MAX_SCALE = 1_000;
  private static final int MAX_ACCOUNTS = 1_000_000;
  private static final int MAX_CLIENTS = 1_000;
  private static final int MAX_SECONDS = 86_400;
  private static final int MIN_CACHE_MEGABYTES = 192;
  private static final int TELLERS = 10;

  @Spec private CommandSpec spec;

  @Mixin private TurnOptions turns;

  @Option(
      names = "--engines",
      paramLabel = "E",
      split = ",",
      description =
          "Of ashlar, rocksdb, sqlite, derby, hsqldb, h2, h2-forced and postgresql;"
              + " default: all that need no server.")
  private List<PeerKind> engines = new ArrayList<>();

  @Option(
      names = "--through",
      paramLabel = "WAY",
      defaultValue = "api",
      description =
          "How Ashlar is spoken to: api, the typed API; jdbc, by the client code of the others."
              + " Default: ${DEFAULT-VALUE}.")
  private Way through;

  @Option(
      names = "--work",
      paramLabel = "W",
      split = ",",
      description =
          "What clients do: tpcb; through jdbc also select, range (100 rows) and insert"
              + " (batches of 1,000). Default: tpcb, or all through jdbc.")
  private List<PeerWork> works = new ArrayList<>();

  @Option(
      names = "--durability",
      paramLabel = "MODE",
      split = ",",
      description = "synchronous, asynchronous; default: both.")
  private List<PeerDurability> durabilities = new ArrayList<>();

  @Option(
      names = "--clients",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,10",
      description = "Numbers of threads; default: ${DEFAULT-VALUE}.")
  private List<Integer> clients = new ArrayList<>();

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "10",
      description = "How long to measure in each turn; default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--warmup",
      paramLabel = "S",
      defaultValue = "5",
      description = "How long to run before measuring; default: ${DEFAULT-VALUE}.")
  private int warmup;

  @Option(
      names = "--count-seconds",
      paramLabel = "S",
      defaultValue = "3",
      description =
          "How long to run for counting syncs with strace; 0: do not; default: ${DEFAULT-VALUE}.")
  private int countSeconds;

  @Option(
      names = "--scale",
      paramLabel = "N",
      defaultValue = "1",
      description = "Branches, each with 10 tellers; default: ${DEFAULT-VALUE}.")
  private int scale;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Accounts of a branch; default: ${DEFAULT-VALUE}.")
  private int accounts;

  @Option(
      names = "--postgresql",
      paramLabel = "URL",
      description =
          "Compare with the PostgreSQL server at this JDBC address too;"
              + " makes and drops the schema ashlar_bench there.")
  private String server;

  @Option(
      names = "--json",
      description = "Print a JSON object for each turn, then one for each median.")
  private boolean json;

  /** How Ashlar is spoken to. */
  enum Way {
    /** Through its own face. */
    API,
    /** Through its driver. */
    JDBC
  }

  PeersCommand() {}

  @Override
  public Integer call() throws Exception {
    checkRanges();
    PeersOptions options = options();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    PeersReport report =
        new PeersBenchmark(
                options,
                new Progress(err),
                run -> {
                  if (json) {
                    out.println(PeersJson.line(run));
                  }
                })
            .run();
    if (json) {
      report.printJsonTo(out);
    } else {
      report.printTo(out);
    }
    report.failures().forEach(failure -> err.println("ashlar: " + failure));
    return report.passed() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void checkRanges() {
    turns.check(spec, MIN_CACHE_MEGABYTES);
    OptionValues.check(spec, "--seconds", seconds, 1, MAX_SECONDS);
    OptionValues.check(spec, "--warmup", warmup, 0, MAX_SECONDS);
    OptionValues.check(spec, "--count-seconds", countSeconds, 0, MAX_SECONDS);
    OptionValues.check(spec, "--scale", scale, 1, MAX_SCALE);
    OptionValues.check(spec, "--accounts", accounts, 1, MAX_ACCOUNTS);
    for (int count : clients) {
      OptionValues.check(spec, "--clients", count, 1, MAX_CLIENTS);
    }
    if (through == Way.API && !works.isEmpty() && !works.equals(List.of(PeerWork.TPCB))) {
      throw new ParameterException(
          spec.commandLine(), "--work other than tpcb needs --through jdbc");
    }
    if (engines.contains(PeerKind.POSTGRESQL) && server == null) {
      throw new ParameterException(spec.commandLine(), "--postgresql must say where the server is");
    }
  }

  private PeersOptions options() {
    Set<PeerKind> kinds = EnumSet.allOf(PeerKind.class);
    if (through == Way.JDBC) {
      kinds.remove(PeerKind.ROCKSDB);
      if (engines.remove(PeerKind.ASHLAR)) {
        engines.add(PeerKind.ASHLAR_JDBC);
      }
    }
    kinds.remove(through == Way.JDBC ? PeerKind.ASHLAR : PeerKind.ASHLAR_JDBC);
    if (!engines.isEmpty()) {
      kinds.retainAll(engines);
    }
    if (server == null) {
      kinds.remove(PeerKind.POSTGRESQL);
    } else {
      kinds.add(PeerKind.POSTGRESQL);
    }
    Set<PeerDurability> modes = EnumSet.allOf(PeerDurability.class);
    if (!durabilities.isEmpty()) {
      modes.retainAll(durabilities);
    }
    Set<PeerWork> work = EnumSet.of(PeerWork.TPCB);
    if (through == Way.JDBC) {
      work = works.isEmpty() ? EnumSet.allOf(PeerWork.class) : EnumSet.copyOf(works);
    }
    return new PeersOptions(
        List.copyOf(kinds),
        List.copyOf(work),
        List.copyOf(modes),
        List.copyOf(new TreeSet<>(clients)),
        turns.rounds(),
        new TpcbScale(scale, TELLERS, accounts),
        Duration.ofSeconds(warmup),
        Duration.ofSeconds(seconds),
        Duration.ofSeconds(countSeconds),
        turns.busy(),
        turns.cacheBytes(),
        turns.heapMegabytes(),
        turns.directory(),
        server);
  }
}
