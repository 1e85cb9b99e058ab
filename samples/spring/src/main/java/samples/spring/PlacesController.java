package samples.spring;

import io.ashlar.Database;
import io.ashlar.Get;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.Table;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Puts and gets places by their number. */
@RestController
public class PlacesController {

  /** What a client gets; {@code virtualThread} says which kind of thread has served it. */
  public record Place(long id, String name, boolean virtualThread) {}

  private final Database db;
  private final Table places;
  private final LongColumn id;
  private final StringColumn name;

  PlacesController(Database db) {
    this.db = db;
    places = db.table("places");
    id = places.longColumn("id");
    name = places.stringColumn("name");
  }

  @PutMapping("/places/{number}")
  void put(@PathVariable long number, @RequestBody String text) {
    db.transact(tx -> places.upsert(tx).set(id, number).set(name, text).execute());
  }

  @GetMapping("/places/{number}")
  Place get(@PathVariable long number) {
    Get get = places.get();
    try (ReadTransaction tx = db.beginRead()) {
      if (!get.set(id, number).fetch(tx)) {
        throw new ResponseStatusException(HttpStatus.NOT_FOUND);
      }
      return new Place(number, get.getString(name), isVirtual());
    }
  }

  /** {@code Thread.isVirtual()}, which this sample's JDK of compilation does not know. */
  private static boolean isVirtual() {
    return Thread.currentThread().getClass().getSimpleName().equals("VirtualThread");
  }
}
