package io.ashlar.hibernate;

import io.ashlar.Database;
import io.ashlar.schema.SequenceOptions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.QualifiedSequenceName;
import org.hibernate.tool.schema.extract.internal.SequenceInformationImpl;
import org.hibernate.tool.schema.extract.spi.ExtractionContext;
import org.hibernate.tool.schema.extract.spi.SequenceInformation;
import org.hibernate.tool.schema.extract.spi.SequenceInformationExtractor;

/** Tells Hibernate which sequences there are, from the database behind the connection. */
final class AshlarSequences implements SequenceInformationExtractor {

  static final AshlarSequences INSTANCE = new AshlarSequences();

  private AshlarSequences() {}

  @Override
  public Iterable<SequenceInformation> extractMetadata(ExtractionContext context)
      throws SQLException {
    Database database = context.getJdbcConnection().unwrap(Database.class);
    List<SequenceInformation> found = new ArrayList<>();
    for (String name : database.schema().sequences()) {
      SequenceOptions options = database.sequence(name).options();
      found.add(
          new SequenceInformationImpl(
              new QualifiedSequenceName(null, null, Identifier.toIdentifier(name)),
              options.start(),
              null,
              options.limit(),
              options.increment()));
    }
    return found;
  }
}
