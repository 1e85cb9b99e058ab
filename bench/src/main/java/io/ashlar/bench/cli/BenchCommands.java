package io.ashlar.bench.cli;

import io.ashlar.cli.CommandProvider;
import java.util.List;

/** Hands the command line what is measured. */
public final class BenchCommands implements CommandProvider {

  /** For the service loader. */
  public BenchCommands() {}

  @Override
  public List<Object> commands(String group) {
    return switch (group) {
      case "bench" ->
          List.of(
              new CacheCommand(),
              new CrudCommand(),
              new GrowthCommand(),
              new PeersCommand(),
              new ReadsCommand(),
              new RecipesCommand(),
              new SqlCommand(),
              new TpcbCommand(),
              new WorldCommand(),
              new YcsbCommand());
      case "torture" -> List.of(new WorldKillCommand());
      default -> List.of();
    };
  }
}
