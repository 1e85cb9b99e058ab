package io.ashlar.rows.ddl;

import io.ashlar.error.SchemaException;
import io.ashlar.rows.catalog.CatalogIds;
import io.ashlar.rows.catalog.CatalogStore;
import io.ashlar.rows.catalog.Definitions;
import io.ashlar.rows.catalog.Evolution;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.session.ForeignKey;
import io.ashlar.rows.session.TableState;
import io.ashlar.schema.ForeignKeySchema;
import io.ashlar.schema.TableChange;
import io.ashlar.schema.TableStep;
import io.ashlar.txn.StoreTransaction;
import java.util.ArrayList;
import java.util.List;

/**
 * A change of a table and of its foreign keys: those are dropped before, and added after all other
 * steps. See {@link Evolution} for what else is legal.
 */
final class TableAlteration {

  private final TableState handle;
  private final ForeignKeyChanges changes;
  private final List<ForeignKeySchema> declared = new ArrayList<>();
  private final List<ForeignKey> dropped = new ArrayList<>();
  private final List<ForeignKey> added = new ArrayList<>();
  private final TableDefinition table;
  private final boolean validates;
  private final String empties;

  private TableAlteration(
      TableState handle, TableChange change, long now, ForeignKeyChanges changes) {
    this.handle = handle;
    this.changes = changes;
    List<TableStep> others = new ArrayList<>();
    for (TableStep step : change.steps()) {
      if (step instanceof TableStep.DropForeignKey drop) {
        dropped.add(find(drop.foreignKey()));
      } else if (step instanceof TableStep.AddForeignKey add) {
        declared.add(add.foreignKey());
      } else {
        others.add(step);
      }
    }
    if (others.isEmpty() && !change.steps().isEmpty()) {
      table = Definitions.next(handle.definition());
      validates = false;
      empties = null;
    } else {
      Evolution.Result result = Evolution.apply(handle.definition(), others, now);
      table = result.table();
      validates = result.validates();
      empties = result.empties();
    }
    ForeignKeyChanges.requireKept(handle, table, dropped);
    declare(0);
  }

  /** Says what a change leads to; the table is locked. */
  static TableAlteration of(
      TableState handle, TableChange change, long now, ForeignKeyChanges changes) {
    return new TableAlteration(handle, change, now, changes);
  }

  private ForeignKey find(String name) {
    for (ForeignKey foreignKey : handle.foreignKeys()) {
      if (foreignKey.name().equals(name) && !dropped.contains(foreignKey)) {
        return foreignKey;
      }
    }
    throw new SchemaException(
        "There is no such foreign key.", "table", handle.name(), "foreignKey", name);
  }

  private void declare(int firstId) {
    List<ForeignKey> taken = new ArrayList<>(handle.foreignKeys());
    taken.removeAll(dropped);
    added.clear();
    for (ForeignKeySchema each : declared) {
      ForeignKeyChanges.requireFree(each.name(), taken, table);
      ForeignKey key = changes.declare(each, firstId + added.size(), handle, table);
      added.add(key);
      taken.add(key);
    }
  }

  TableDefinition table() {
    return table;
  }

  /** Whether rows may violate the definition and have to be read first. */
  boolean validates() {
    return validates;
  }

  /** A column because of which there may be no rows, or null. */
  String empties() {
    return empties;
  }

  /** Locks the tables on the other side. */
  void lock(SchemaWork work, StoreTransaction guard) {
    dropped.forEach(key -> work.lockTable(guard, key.referenced()));
    added.forEach(key -> work.lockTable(guard, key.referenced()));
  }

  /** Reads the rows by the foreign keys that come. */
  void validate(DatabaseContext context) {
    for (ForeignKey key : added) {
      boolean self = key.referenced() == handle;
      ForeignKeyValidation.require(
          context, key, table, self ? table : key.referenced().definition());
    }
  }

  CatalogIds store(CatalogStore store, StoreTransaction transaction, CatalogIds ids) {
    dropped.forEach(key -> store.delete(transaction, key.record()));
    declare(ids.nextKeyspaceId());
    added.forEach(key -> store.put(transaction, key.record()));
    return added.isEmpty() ? ids : ids.afterKeyspaces(added.size());
  }

  /** After the commit and the publication of the table. */
  void publish() {
    dropped.forEach(ForeignKeyChanges::remove);
    added.forEach(ForeignKeyChanges::add);
  }
}
