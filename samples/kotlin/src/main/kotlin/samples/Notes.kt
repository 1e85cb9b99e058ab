package samples

import io.ashlar.Database
import io.ashlar.transaction.IsolationLevel
import io.ashlar.transaction.TransactionLimits
import io.ashlar.query.Parameter.parameter
import io.ashlar.type.ColumnType.LONG
import io.ashlar.type.ColumnType.STRING
import io.ashlar.schema.TableSchema
import java.nio.file.Path
import java.time.Duration

/** Transactions as lambdas of Kotlin: none of them needs a type argument. */
fun main(args: Array<String>) {
    Database.open(Path.of(args[0])).use { db ->
        val notes = db.schema().createTable(
            TableSchema.named("notes").column("id", LONG).column("text", STRING).primaryKey("id").build()
        )
        val id = notes.longColumn("id")
        val text = notes.stringColumn("text")

        db.transact { tx ->
            val insert = notes.insert(tx)
            insert.set(id, 1).set(text, "cut the stone").execute()
            insert.set(id, 2).set(text, "lay the row").execute()
        }
        db.transact(TransactionLimits.none().timeout(Duration.ofMinutes(1))) { tx ->
            notes.update(tx).where(id.eq(2)).set(text, "lay the row, without mortar").execute()
        }
        val changed = db.transact(IsolationLevel.SERIALIZABLE) { tx ->
            notes.update(tx).where(id.eq(1)).set(text, "cut the stone again").execute()
        }
        println("changed $changed")

        notes.scan().where(id.atLeast(parameter(0))).select(id, text).prepare().use { scan ->
            db.beginRead().use { tx ->
                scan.bind(0, 1L).open(tx).use { row ->
                    while (row.next()) println("${row.getLong(id)} ${row.getString(text)}")
                }
            }
        }
    }
}
