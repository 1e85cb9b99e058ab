package io.ashlar.liquibase;

import io.ashlar.schema.SequenceOptions;
import java.math.BigInteger;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import liquibase.snapshot.DatabaseSnapshot;
import liquibase.snapshot.SnapshotGenerator;
import liquibase.snapshot.jvm.SequenceSnapshotGenerator;
import liquibase.structure.DatabaseObject;
import liquibase.structure.core.Schema;
import liquibase.structure.core.Sequence;

/** Tells Liquibase which sequences there are, from the database behind the connection. */
@SuppressWarnings("unchecked") // of a method that Liquibase declares
public class AshlarSequences extends SequenceSnapshotGenerator {

  /** For Liquibase, which finds the class by its service file. */
  public AshlarSequences() {}

  @Override
  public int getPriority(Class<? extends DatabaseObject> kind, Database database) {
    return database instanceof AshlarLiquibaseDatabase
        ? super.getPriority(kind, database) + PRIORITY_DATABASE
        : PRIORITY_NONE;
  }

  @Override
  public Class<? extends SnapshotGenerator>[] replaces() {
    @SuppressWarnings("rawtypes") // an array of one class
    Class<? extends SnapshotGenerator>[] replaced = new Class[] {SequenceSnapshotGenerator.class};
    return replaced;
  }

  @Override
  protected void addTo(DatabaseObject found, DatabaseSnapshot snapshot) throws DatabaseException {
    if (found instanceof Schema schema) {
      io.ashlar.Database behind = behind(snapshot);
      for (String name : behind.schema().sequences()) {
        schema.addDatabaseObject(sequence(name, schema, behind));
      }
    }
  }

  @Override
  protected DatabaseObject snapshotObject(DatabaseObject example, DatabaseSnapshot snapshot)
      throws DatabaseException {
    io.ashlar.Database behind = behind(snapshot);
    for (String name : behind.schema().sequences()) {
      if (name.equalsIgnoreCase(example.getName())) {
        return sequence(name, example.getSchema(), behind);
      }
    }
    return null;
  }

  private static io.ashlar.Database behind(DatabaseSnapshot snapshot) throws DatabaseException {
    return ((AshlarLiquibaseDatabase) snapshot.getDatabase()).behind();
  }

  private static Sequence sequence(String name, Schema schema, io.ashlar.Database behind) {
    SequenceOptions options = behind.sequence(name).options();
    Sequence sequence = new Sequence();
    sequence.setName(name);
    sequence.setSchema(schema);
    sequence.setStartValue(BigInteger.valueOf(options.start()));
    sequence.setIncrementBy(BigInteger.valueOf(options.increment()));
    sequence.setWillCycle(false);
    return sequence;
  }
}
