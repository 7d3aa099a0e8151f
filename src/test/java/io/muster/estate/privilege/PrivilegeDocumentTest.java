package io.muster.estate.privilege;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PrivilegeDocumentTest {

    @ParameterizedTest
    @MethodSource
    void namesWhatWasNotRead(MadeRole role, List<String> expected) {
        JsonNode missing = PrivilegeDocument.of(
                        role.resource(), Estates.estate().with(role).build())
                .path("missing");

        assertThat(StreamSupport.stream(missing.spliterator(), false).map(JsonNode::asText))
                .filteredOn(name -> name.contains("policy"))
                .containsExactlyElementsOf(expected);
    }

    static Stream<Arguments> namesWhatWasNotRead() {
        return Stream.of(
                argumentSet("nothing", role("r").trustedByEc2().inline(allow("s3:*", "*")), List.of()),
                argumentSet("the trust policy", role("r").trust("{'NoAction':'x'}"), List.of("trust policy")),
                argumentSet(
                        "its policies",
                        role("r").trustedByEc2().attachedDocument(null).inline("{'Effect':'Perhaps'}"),
                        List.of("policy arn:aws:iam::111122223333:policy/attached-1", "policy inline-1")));
    }
}
