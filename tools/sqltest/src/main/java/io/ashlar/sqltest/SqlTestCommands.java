package io.ashlar.sqltest;

import io.ashlar.cli.CommandProvider;
import java.util.List;

/** What this module adds to the command line. */
public final class SqlTestCommands implements CommandProvider {

  /** Called by the service loader. */
  public SqlTestCommands() {}

  @Override
  public List<Object> commands(String group) {
    return group.equals("sqltest")
        ? List.of(new LogicCommand(), new FuzzCommand(), new MutateCommand(), new KillCommand())
        : List.of();
  }
}
