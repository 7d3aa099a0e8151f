package io.muster.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.kind.Image;
import io.muster.inventory.kind.PrefixList;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.Vpc;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentsTest {

    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    @Test
    void writesSortedPropertiesWithoutNulls() {
        assertThat(Documents.write(new Vpc(List.of("10.0.0.0/16"), List.of(), true, null, null, null)))
                .isEqualTo("{\"cidrBlocks\":[\"10.0.0.0/16\"],\"ipv6CidrBlocks\":[],\"isDefault\":true}");
    }

    @Test
    void sortsInsideFreeJson() {
        assertThat(Documents.write(Documents.tree("{\"b\":1,\"a\":{\"d\":1,\"c\":2}}")))
                .isEqualTo("{\"a\":{\"c\":2,\"d\":1},\"b\":1}");
    }

    @Test
    void readsBackWhatItWrote() {
        Image image = new Image(
                "available",
                true,
                List.of("1"),
                NOW,
                null,
                "v2.0",
                List.of(),
                null,
                "self",
                null,
                null,
                null,
                null,
                null,
                null);

        assertThat(Documents.write(image)).contains("\"public\":true", "\"creationDate\":\"2026-11-01T10:00:00Z\"");
        assertThat(Documents.read(Documents.write(image), Image.class)).isEqualTo(image);
    }

    @Test
    void readsADocumentOfAnEarlierShape() {
        Vpc vpc = Documents.read("{\"isDefault\":true,\"gone\":1}", Vpc.class);

        assertThat(vpc).isEqualTo(new Vpc(List.of(), List.of(), true, null, null, null));
    }

    @Test
    void keepsAnUnknownListApartFromAnEmptyOne() {
        PrefixList unknown = new PrefixList("shared", "222222222222", "IPv4", 1L, null, null);
        PrefixList empty = new PrefixList("shared", "222222222222", "IPv4", 1L, List.of(), null);

        assertThat(Documents.read(Documents.write(unknown), PrefixList.class)).isEqualTo(unknown);
        assertThat(Documents.read(Documents.write(empty), PrefixList.class)).isEqualTo(empty);
    }

    @Test
    void hashLeavesOutWhatChangesByItself() {
        assertThat(Documents.hash(role(NOW, Map.of())))
                .isEqualTo(Documents.hash(role(NOW.plusSeconds(60), Map.of())))
                .isNotEqualTo(Documents.hash(role(NOW, Map.of("a", "1"))));
    }

    @Test
    void hashDoesNotDependOnTheOrderOfTags() {
        Map<String, String> oneWay = new LinkedHashMap<>();
        oneWay.put("a", "1");
        oneWay.put("b", "2");
        Map<String, String> otherWay = new LinkedHashMap<>();
        otherWay.put("b", "2");
        otherWay.put("a", "1");

        assertThat(Documents.hash(role(NOW, oneWay))).isEqualTo(Documents.hash(role(NOW, otherWay)));
    }

    private static Resource<Role> role(Instant lastUsedAt, Map<String, String> tags) {
        Scope scope = Scope.of("111122223333", Scope.GLOBAL);
        Role role = new Role(
                "/", Documents.tree("{}"), List.of(), List.of(), null, null, lastUsedAt, null, null, null, null);
        return new Resource<>(scope.arn(ResourceKind.ROLE, "x"), ResourceKind.ROLE, scope, "x", "x", tags, role);
    }
}
