package io.muster.scan.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.NotRead;
import io.muster.estate.change.Edits;
import io.muster.estate.change.Model;
import io.muster.estate.change.Refused;
import io.muster.platform.MusterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A part of a question that is of another type than it should be is refused by its pointer, or judged; it is no fault of Muster's. */
class OddQuestionsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ODD = List.of(
            "null",
            "true",
            "7",
            "-1",
            "1e400",
            "99999999999999999999",
            "''",
            "'x'",
            "'arn:x'",
            "'\\u0000'",
            "[]",
            "[null]",
            "[7]",
            "['x']",
            "{}",
            "{'a': [true]}");

    private static final Estate BEFORE = new Model().estate(false);

    @Test
    void aPlanWithOddParts() throws IOException {
        JsonNode plan = JSON.readTree(Files.readString(Path.of("src", "test", "resources", "terraform", "plan.json")));
        List<String> pointers = new ArrayList<>();
        collect(plan, "", pointers);

        for (String pointer : pointers) {
            for (String odd : ODD) {
                answer(pointer + " = " + odd, with(plan, pointer, odd), "terraformPlan");
            }
        }
        assertThat(pointers).hasSizeGreaterThan(300);
    }

    @Test
    void changesWithOddParts() throws IOException {
        for (String change : QuestionReaderTest.changes().toList()) {
            JsonNode changes = json("[{'type': " + change + "}]");
            List<String> pointers = new ArrayList<>();
            collect(changes, "", pointers);
            for (String pointer : pointers) {
                for (String odd : ODD) {
                    answer(pointer + " = " + odd, with(changes, pointer, odd), "changes");
                }
            }
        }
    }

    private static void answer(String question, JsonNode part, String name) {
        ObjectNode body =
                JSON.createObjectNode().put("accountId", Estates.ACCOUNT).put("region", "eu-central-1");
        body.set(name, part);
        try {
            Edits edits = new Edits(BEFORE);
            for (Proposal proposal : QuestionReader.read(body).proposals()) {
                make(edits, proposal);
            }
            edits.done().of(BEFORE);
        } catch (MusterException refused) {
            assertThat(refused.violations())
                    .as(question)
                    .singleElement()
                    .satisfies(one -> assertThat(one.field()).startsWith("/" + name));
        } catch (RuntimeException fault) {
            throw new AssertionError(question, fault);
        }
    }

    private static void make(Edits edits, Proposal proposal) {
        try {
            edits.make(proposal.change());
        } catch (Refused refused) {
            assertThat(refused).as("%s", proposal).hasMessageNotContaining("null");
        } catch (NotRead unread) {
            assertThat(unread.missing()).as("%s", proposal).isNotBlank();
        }
    }

    private static void collect(JsonNode node, String pointer, List<String> pointers) {
        if (!pointer.isEmpty()) {
            pointers.add(pointer);
        }
        Stream<String> names = node.isArray()
                ? IntStream.range(0, node.size()).mapToObj(String::valueOf)
                : node.properties().stream().map(one -> one.getKey());
        names.forEach(name -> collect(
                node.isArray() ? node.get(Integer.parseInt(name)) : node.get(name), pointer + "/" + name, pointers));
    }

    private static JsonNode with(JsonNode whole, String pointer, String odd) throws IOException {
        JsonNode copy = whole.deepCopy();
        String name = pointer.substring(pointer.lastIndexOf('/') + 1);
        ContainerNode<?> parent = (ContainerNode<?>) copy.at(pointer.substring(0, pointer.lastIndexOf('/')));
        if (parent instanceof ArrayNode list) {
            list.set(Integer.parseInt(name), json(odd));
        } else {
            ((ObjectNode) parent).set(name, json(odd));
        }
        return copy;
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
