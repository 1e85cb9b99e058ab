package io.ashlar.sql.function.session;

import static io.ashlar.sql.function.FunctionDefinition.named;

import io.ashlar.sql.function.Call;
import io.ashlar.sql.function.FunctionDefinition;
import io.ashlar.sql.type.SqlType;
import java.util.List;
import java.util.UUID;

/** The table of functions of the session, and what they do. */
public final class SessionFunctions {

  private static final SqlType TEXT = SqlType.TEXT;

  private SessionFunctions() {}

  /**
   * The table.
   *
   * @return in the order in which they are shown
   */
  public static List<FunctionDefinition> all() {
    return List.of(
        named("current_user", "user", "session_user", "current_role")
            .takes(call -> call.give(call.context().user()), TEXT)
            .stable()
            .says("Who the session is of.")
            .example("current_user()", "ashlar"),
        named("current_schema", "schema")
            .takes(call -> call.give(call.context().schema()), TEXT)
            .stable()
            .says("Where names are looked up.")
            .example("current_schema()", "public"),
        named("current_database", "current_catalog", "database")
            .takes(call -> call.give(call.context().database()), TEXT)
            .stable()
            .says("What the session is connected to.")
            .example("current_database()", "ashlar"),
        named("version")
            .takes(call -> call.give(call.context().version()), TEXT)
            .stable()
            .says("The name and version of the product.")
            .example("length(version()) > 0", "true"),
        named("pg_typeof", "typeof")
            .takes(SessionFunctions::typeOf, TEXT, SqlType.UNKNOWN)
            .takesNulls()
            .says("The type of an expression, also when its value is null.")
            .example("pg_typeof(1 + 2.5)", "numeric(12,1)"),
        named("gen_random_uuid", "random_uuid", "uuid", "newid")
            .takes(SessionFunctions::randomUuid, SqlType.UUID)
            .unforeseeable()
            .says("A random UUID of version 4.")
            .example("length(gen_random_uuid()::text)", "36"),
        named("nextval")
            .takes(
                call -> call.give(call.context().sequences().next(call.string(0))),
                SqlType.BIGINT,
                TEXT)
            .unforeseeable()
            .says("The next number of a sequence.")
            .example("nextval('orders')", "1"),
        named("currval")
            .takes(
                call -> call.give(call.context().sequences().current(call.string(0))),
                SqlType.BIGINT,
                TEXT)
            .unforeseeable()
            .says("The number that this session took last from a sequence.")
            .example("currval('orders')", "1"));
  }

  private static boolean typeOf(Call call) {
    return call.give(call.argument(0).type().toString());
  }

  private static boolean randomUuid(Call call) {
    // Whoever could foresee them could guess the keys of others.
    UUID chosen = UUID.randomUUID();
    return call.give(chosen.getMostSignificantBits(), chosen.getLeastSignificantBits());
  }
}
