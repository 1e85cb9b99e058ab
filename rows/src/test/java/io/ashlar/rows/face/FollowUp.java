package io.ashlar.rows.face;

import io.ashlar.Delete;
import io.ashlar.Get;
import io.ashlar.Insert;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Update;
import io.ashlar.aggregate.Aggregate;
import io.ashlar.aggregate.PreparedAggregate;
import io.ashlar.query.Order;
import io.ashlar.query.Predicate;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;

/** What users do next with what a call has made: that too throws what is typed, or nothing. */
final class FollowUp {

  private FollowUp() {}

  /** What it throws, or null. */
  static Throwable of(World world, Object made) {
    try {
      if (made instanceof Predicate predicate) {
        read(world, world.table.scan().where(predicate));
      } else if (made instanceof Order order) {
        read(world, world.table.scan().orderBy(order).limit(1));
      } else if (made instanceof Scan scan) {
        read(world, scan);
      } else if (made instanceof PreparedScan scan) {
        read(world, scan);
      } else if (made instanceof Aggregate aggregate) {
        aggregate(world, aggregate);
      } else {
        write(world, made);
      }
      return null;
    } catch (RuntimeException | Error e) {
      return e;
    }
  }

  private static void read(World world, Scan scan) {
    try (PreparedScan prepared = scan.prepare()) {
      read(world, prepared);
    }
  }

  private static void read(World world, PreparedScan scan) {
    String plan = scan.explain();
    try (ReadTransaction tx = world.db.beginRead();
        RowCursor rows = scan.open(tx)) {
      while (rows.next()) {
        assert !plan.isEmpty() : "rows come by a plan";
      }
    }
  }

  private static void aggregate(World world, Aggregate aggregate) {
    try (PreparedAggregate prepared = world.table.scan().aggregate(aggregate);
        ReadTransaction tx = world.db.beginRead()) {
      assert prepared.fetch(tx) != null : "there is a result";
    }
  }

  private static void write(World world, Object made) {
    if (made instanceof Insert insert) {
      insert.execute();
    } else if (made instanceof Update update) {
      update.execute();
    } else if (made instanceof Delete delete) {
      delete.execute();
    } else if (made instanceof Get get) {
      get.find();
    } else if (made instanceof TableSchema schema) {
      world.db.schema().createTable(schema);
      world.db.schema().dropTable(schema.name());
    } else if (made instanceof IndexSchema schema) {
      world.db.schema().createIndex(World.TABLE, schema);
      world.db.schema().dropIndex(World.TABLE, schema.name());
    } else if (made instanceof TableSchema.Builder builder) {
      write(world, builder.build());
    } else if (made instanceof IndexSchema.Builder builder) {
      write(world, builder.build());
    }
  }
}
