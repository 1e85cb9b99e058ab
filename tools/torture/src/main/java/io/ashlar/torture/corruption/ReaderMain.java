package io.ashlar.torture.corruption;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ashlar.Database;
import io.ashlar.error.AshlarException;
import io.ashlar.error.CorruptionException;
import io.ashlar.error.StoreOpenException;
import io.ashlar.torture.Problems;
import io.ashlar.torture.writer.Acknowledgements;
import io.ashlar.torture.writer.CheckResult;
import io.ashlar.torture.writer.StoreCheck;
import io.ashlar.torture.writer.WriterOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;

/**
 * The child JVM: for each line on its standard input (directory of a store, file with the
 * acknowledgements, newest timestamp that may not be lost, separated by tabs) it opens the store,
 * compares everything, and prints one line: the answer, a tab, a sentence.
 */
final class ReaderMain {

  private ReaderMain() {}

  /**
   * Reads until the end of standard input.
   *
   * @param args the words of {@link WriterOptions}
   * @throws IOException when the parent is gone
   */
  public static void main(String[] args) throws IOException {
    WriterOptions options = WriterOptions.ofWords(args);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split("\t", -1);
      Acknowledgements told = Acknowledgements.load(Path.of(words[1]), options.threads());
      System.out.println(answer(options, Path.of(words[0]), told, Long.parseLong(words[2])));
      System.out.flush();
    }
  }

  private static String answer(
      WriterOptions options, Path store, Acknowledgements told, long newestKept) {
    Problems problems = new Problems();
    try (Database database = Database.open(store, options.storeOptions())) {
      CheckResult result =
          new StoreCheck(options, problems)
              .check(database, told, lost -> lost.timestamp() > newestKept);
      if (problems.count() > 0) {
        return line(Answer.WRONG, problems.list().get(0));
      }
      return result.lost().isEmpty()
          ? line(Answer.RIGHT, "")
          : line(Answer.LOST_AFTER_MARK, result.lost().size() + " commits");
    } catch (CorruptionException e) {
      return line(Answer.CORRUPTION, e.getMessage());
    } catch (StoreOpenException e) {
      return line(Answer.REFUSED, e.getMessage());
    } catch (AshlarException e) {
      return line(Answer.OTHER_ERROR, e.toString());
    } catch (RuntimeException | Error e) {
      return line(
          Answer.UNTYPED, e + " " + (e.getStackTrace().length > 0 ? e.getStackTrace()[0] : ""));
    }
  }

  private static String line(Answer answer, String sentence) {
    return answer + "\t" + sentence.replace('\n', ' ').replace('\t', ' ');
  }
}
