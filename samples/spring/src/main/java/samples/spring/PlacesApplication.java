package samples.spring;

import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;

import io.ashlar.Database;
import io.ashlar.schema.TableSchema;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The database is a bean: Spring opens it once and closes it at the end. */
@SpringBootApplication
public class PlacesApplication {

  public static void main(String[] args) {
    SpringApplication.run(PlacesApplication.class, args);
  }

  @Bean
  Database database(@Value("${places.directory}") Path directory) {
    Database db = Database.open(directory);
    if (!db.schema().tables().contains("places")) {
      db.schema().createTable(
          TableSchema.named("places")
              .column("id", LONG)
              .column("name", STRING)
              .primaryKey("id")
              .build());
    }
    return db;
  }
}
