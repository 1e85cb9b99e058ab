package io.ashlar.torture.handles;

import io.ashlar.Database;
import io.ashlar.Delete;
import io.ashlar.Get;
import io.ashlar.Insert;
import io.ashlar.Maintenance;
import io.ashlar.Monitor;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Schema;
import io.ashlar.Sequence;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.aggregate.AggregateReader;
import io.ashlar.aggregate.GroupCursor;
import io.ashlar.aggregate.GroupedScan;
import io.ashlar.aggregate.PreparedAggregate;
import io.ashlar.aggregate.PreparedGroups;
import io.ashlar.expire.Sweeper;
import io.ashlar.index.IndexBuild;
import io.ashlar.ingest.RowFiller;
import io.ashlar.ingest.TableWriter;
import io.ashlar.lookup.BatchGet;
import io.ashlar.page.Continuation;
import io.ashlar.page.Pages;
import io.ashlar.query.Column;
import io.ashlar.row.Assignments;
import io.ashlar.row.Bindings;
import io.ashlar.row.ByteView;
import io.ashlar.row.Row;
import io.ashlar.row.RowReader;
import io.ashlar.statistics.DatabaseStatistics;
import io.ashlar.statistics.Diagnostics;
import io.ashlar.transaction.CancellationToken;
import io.ashlar.transaction.LimitedStatement;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.verify.VerifyResult;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/** The methods that are called, found by reflection: whoever adds one has it called. */
public final class ApiSurface {

  /** What users hold; a method that several of them inherit is called on each. */
  public static final List<Class<?>> HELD =
      List.of(
          Database.class,
          Schema.class,
          Maintenance.class,
          Table.class,
          Transaction.class,
          ReadTransaction.class,
          Scan.class,
          PreparedScan.class,
          RowCursor.class,
          Row.class,
          Get.class,
          Insert.class,
          Update.class,
          Delete.class,
          ByteView.class,
          Column.class,
          VerifyResult.class,
          DatabaseStatistics.class,
          Monitor.class,
          Diagnostics.class,
          Sequence.class,
          CancellationToken.class,
          Continuation.class,
          Pages.class,
          IndexBuild.class,
          PreparedAggregate.class,
          GroupedScan.class,
          PreparedGroups.class,
          GroupCursor.class,
          BatchGet.class,
          Sweeper.class,
          TableWriter.class,
          RowFiller.class);

  /** Never held as themselves, but all of their methods are inherited by what is. */
  public static final List<Class<?>> INHERITED =
      List.of(
          LimitedStatement.class,
          Assignments.class,
          Bindings.class,
          RowReader.class,
          AggregateReader.class);

  /** What is said of the whole database, to itself or to what it gives out of itself. */
  private static final Set<Class<?>> OF_DATABASE =
      Set.of(Database.class, Schema.class, Maintenance.class);

  private ApiSurface() {}

  /**
   * Whether a method is called on the whole database.
   *
   * @param type what has the method
   * @return true when so
   */
  static boolean isOfDatabase(Class<?> type) {
    return OF_DATABASE.contains(type);
  }

  /**
   * All public methods of a type, inherited and static ones included; not those of {@code Object},
   * and not the one by which tables make their columns.
   *
   * @param type what declares or inherits them
   * @return one of each signature, in a fixed order
   */
  public static List<Method> methods(Class<?> type) {
    List<Method> methods = new ArrayList<>();
    for (Method method : type.getMethods()) {
      boolean forTables = method.getReturnType() == Column.class && isStatic(method);
      if (method.getDeclaringClass() != Object.class && !method.isBridge() && !forTables) {
        methods.add(method);
      }
    }
    methods.sort(Comparator.comparing(ApiSurface::signature));
    return methods;
  }

  /**
   * How a call is counted.
   *
   * @param held the type that the object was held as
   * @param method the method
   * @return type, name and parameters
   */
  public static String name(Class<?> held, Method method) {
    return held.getSimpleName() + "." + signature(method);
  }

  /**
   * A method of a type by name and parameters.
   *
   * @param type the type
   * @param name the name
   * @param parameters the types of its parameters
   * @return the method
   */
  static Method find(Class<?> type, String name, Class<?>... parameters) {
    for (Method method : methods(type)) {
      if (method.getName().equals(name) && Arrays.equals(method.getParameterTypes(), parameters)) {
        return method;
      }
    }
    throw new IllegalArgumentException(type + " " + name + " " + Arrays.toString(parameters));
  }

  static boolean isStatic(Method method) {
    return Modifier.isStatic(method.getModifiers());
  }

  private static String signature(Method method) {
    StringJoiner words = new StringJoiner(",", method.getName() + "(", ")");
    for (Class<?> parameter : method.getParameterTypes()) {
      words.add(parameter.getSimpleName());
    }
    return words.toString();
  }
}
