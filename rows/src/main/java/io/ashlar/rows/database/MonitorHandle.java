package io.ashlar.rows.database;

import io.ashlar.Buffers;
import io.ashlar.Monitor;
import io.ashlar.Options;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.PartitionRecord;
import io.ashlar.rows.count.KeyspaceCounters;
import io.ashlar.rows.ddl.TableParts;
import io.ashlar.rows.ddl.TableRegistry;
import io.ashlar.rows.plan.Planner;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.session.TableState;
import io.ashlar.statistics.CacheStatistics;
import io.ashlar.statistics.DatabaseStatistics;
import io.ashlar.statistics.Diagnostics;
import io.ashlar.statistics.MemoryPart;
import io.ashlar.statistics.MemoryReport;
import io.ashlar.statistics.TableStatistics;
import io.ashlar.store.KeyspaceSize;
import io.ashlar.store.StoreMemory;
import io.ashlar.store.StoreStatistics;
import io.ashlar.store.VersionedStore;
import io.ashlar.txn.lock.LockStatistics;
import io.ashlar.txn.lock.LockTable;
import java.util.ArrayList;
import java.util.List;

/** The {@link Monitor} that users hold: puts together what the layers below have counted. */
final class MonitorHandle implements Monitor {

  private final DatabaseContext context;
  private final TableRegistry tables;
  private final Options options;

  MonitorHandle(DatabaseContext context, TableRegistry tables, Options options) {
    this.context = context;
    this.tables = tables;
    this.options = options;
  }

  @Override
  public DatabaseStatistics statistics() {
    context.ensureOpen();
    StoreStatistics counters = context.store().statistics();
    LockStatistics locks = context.transactions().locks().statistics();
    return new DatabaseStatistics(
        counters.commits(),
        counters.groups(),
        counters.largestGroup(),
        counters.syncs(),
        counters.syncNs(),
        counters.maxSyncNs(),
        counters.syncWaits(),
        counters.syncWaitNs(),
        context.transactions().conflicts(),
        locks.waits(),
        locks.waitNs(),
        locks.timeouts(),
        locks.deadlocks(),
        context.transactions().openTransactions(),
        context.pool().retainedBytes(),
        counters.bytesOnDisk(),
        Buffers.access());
  }

  @Override
  public void resetTableStatistics() {
    context.ensureOpen();
    context.counters().reset();
  }

  @Override
  public Diagnostics diagnostics() {
    LockTable locks = context.transactions().locks();
    return new Diagnostics(
        context.transactions().describeOpen(),
        locks.heldRowLocks(),
        locks.waiters(),
        !locks.idle(),
        context.store().statistics().pinnedViews(),
        context.store().openHandles(),
        context.pool().outstanding(),
        context.pool().retainedBytes());
  }

  @Override
  public List<TableStatistics> tableStatistics() {
    context.ensureOpen();
    List<TableStatistics> lines = new ArrayList<>();
    for (String name : tables.names()) {
      tables.find(name).ifPresent(table -> add(table, lines));
    }
    return lines;
  }

  private void add(TableState handle, List<TableStatistics> lines) {
    TableDefinition table = handle.definition();
    long rows = handle.liveStatistics().estimatedRows();
    List<PartitionRecord> partitions = TableParts.records(handle);
    List<Integer> keyspaces = new ArrayList<>(List.of(table.keyspaceId()));
    partitions.forEach(partition -> keyspaces.add(partition.keyspaceId()));
    lines.add(line(table.name(), Planner.PRIMARY, keyspaces, rows, false));
    for (IndexDefinition index : table.indexes()) {
      keyspaces.clear();
      keyspaces.addAll(TableParts.keyspaces(index, partitions));
      lines.add(line(table.name(), index.name(), keyspaces, rows, index.isPartial()));
    }
  }

  private TableStatistics line(
      String table, String index, List<Integer> keyspaces, long rows, boolean partial) {
    KeyspaceSize size = KeyspaceSize.UNKNOWN;
    for (int keyspace : keyspaces) {
      size = size.plus(context.store().keyspaceSize(keyspace));
    }
    // Statements count for the keyspace of the table itself, whichever partitions they read.
    KeyspaceCounters counted = context.counters().of(keyspaces.get(0));
    return new TableStatistics(
        table,
        index,
        partial ? Math.min(rows, size.keys()) : rows,
        size.bytes(),
        size.memoryBytes(),
        size.tombstones(),
        counted.inserts(),
        counted.updates(),
        counted.deletes(),
        counted.scans(),
        counted.gets(),
        counted.rowsRead(),
        counted.cacheHits(),
        counted.cacheMisses());
  }

  @Override
  public CacheStatistics cacheStatistics() {
    context.ensureOpen();
    StoreMemory memory = context.store().memory();
    return new CacheStatistics(
        memory.cacheHits(),
        memory.cacheMisses(),
        context.results().hits(),
        context.results().misses(),
        context.results().bytes());
  }

  @Override
  public MemoryReport memory() {
    context.ensureOpen();
    VersionedStore store = context.store();
    StoreMemory memory = store.memory();
    BufferPool pool = context.pool();
    Runtime jvm = Runtime.getRuntime();
    return new MemoryReport(
        options.memoryBudgetBytes(),
        List.of(
            nativePart("cache", memory.cacheBytes(), memory.cacheLimitBytes()),
            nativePart("resident rows", memory.residentBytes(), memory.residentLimitBytes()),
            nativePart("idle buffers", pool.retainedBytes(), options.pooledBytes()),
            nativePart("buffers in use", pool.lentBytes(), options.writeSetLimitBytes()),
            heapPart("recent commits", memory.windowBytes(), memory.windowLimitBytes()),
            heapPart("kept results", context.results().bytes(), options.resultCacheBytes())),
        List.of(
            nativePart("memtables", memory.memtableBytes(), memory.memtableLimitBytes()),
            nativePart("pinned", memory.pinnedBytes(), memory.cacheLimitBytes())),
        List.of(
            nativePart("readers of table files", memory.tableReaderBytes(), MemoryPart.UNKNOWN),
            nativePart("blocks pinned beyond the cache", beyond(memory), MemoryPart.UNKNOWN),
            nativePart("buffers of compactions", MemoryPart.UNKNOWN, MemoryPart.UNKNOWN),
            nativePart("stacks of threads", MemoryPart.UNKNOWN, MemoryPart.UNKNOWN),
            heapPart("heap of the JVM", jvm.totalMemory() - jvm.freeMemory(), jvm.maxMemory())));
  }

  private static long beyond(StoreMemory memory) {
    return Math.max(0, memory.cacheBytes() - memory.cacheLimitBytes());
  }

  private static MemoryPart nativePart(String name, long used, long limit) {
    return new MemoryPart(name, used, limit, false);
  }

  private static MemoryPart heapPart(String name, long used, long limit) {
    return new MemoryPart(name, used, limit, true);
  }
}
