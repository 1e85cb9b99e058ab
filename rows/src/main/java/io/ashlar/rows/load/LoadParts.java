package io.ashlar.rows.load;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.error.ConstraintException;
import io.ashlar.rows.catalog.Definitions;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.PartitionRecord;
import io.ashlar.rows.ddl.LoadChanges;
import io.ashlar.rows.entry.KeyText;
import io.ashlar.rows.partition.PartitionRouter;
import io.ashlar.rows.session.TableState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.Int2ObjectHashMap;

/** Leads the rows of one load to the keyspaces that were taken for them. One owner. */
final class LoadParts {

  private static final byte[] NO_BOUND = {};

  private final TableState table;
  private final TableDefinition definition;
  private final LoadChanges changes;
  private final PartitionRouter router = new PartitionRouter();
  private final Map<ByteBuffer, LoadPart> byBound = new HashMap<>();
  private final Int2ObjectHashMap<LoadPart> byKeyspace = new Int2ObjectHashMap<>();

  /** That of the last row. */
  private LoadPart last;

  LoadParts(TableState table, TableDefinition definition, LoadChanges changes) {
    this.table = table;
    this.definition = definition;
    this.changes = changes;
  }

  /** Leads a row key to its part, whose keyspace it gets. */
  LoadPart lead(KeyEncoder rowKey) {
    if (table.partitions() == null) {
      if (last == null) {
        last = take(NO_BOUND);
      }
    } else if (!router.route(
        table.partitions().rule(), definition, rowKey.buffer(), 0, rowKey.length())) {
      throw new ConstraintException(
          "No partition takes the value of the row.",
          "table",
          definition.name(),
          "key",
          KeyText.ofRow(definition, rowKey.buffer(), 0, rowKey.length()));
    } else if (last == null || !router.isAt(last.keyspaces().bound())) {
      byte[] bound = router.boundBytes();
      LoadPart known = byBound.get(ByteBuffer.wrap(bound));
      last = known == null ? take(bound) : known;
    }
    KeyspacePrefix.put(rowKey.buffer(), 0, last.keyspaces().keyspaceId());
    return last;
  }

  private LoadPart take(byte[] bound) {
    PartitionRecord keyspaces = changes.reserve(definition, bound);
    LoadPart part = new LoadPart(keyspaces, Definitions.inPartition(definition, keyspaces));
    byBound.put(ByteBuffer.wrap(bound), part);
    byKeyspace.put(keyspaces.keyspaceId(), part);
    return part;
  }

  /** The part that has a row's keyspace. */
  LoadPart of(int keyspaceId) {
    return byKeyspace.get(keyspaceId);
  }

  /** The part of which an index has a keyspace; for messages. */
  LoadPart ofIndex(int place, int keyspaceId) {
    for (LoadPart part : byBound.values()) {
      if (part.definition().maintained().get(place).keyspaceId() == keyspaceId) {
        return part;
      }
    }
    throw new IllegalStateException("an entry belongs to a part");
  }

  /** The keyspaces of all parts. */
  List<PartitionRecord> keyspaces() {
    List<PartitionRecord> all = new ArrayList<>();
    byBound.values().forEach(part -> all.add(part.keyspaces()));
    return all;
  }
}
