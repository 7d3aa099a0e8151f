package io.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.kind.ResourceKind;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every resource that was made is there, with every attribute of its kind as it was made. */
@NeedsAnotherAws
@QuarkusTest
@TestProfile(EndToEndProfile.class)
class InventoryTest {

    private Mustered mustered;

    @BeforeEach
    void muster() {
        mustered = Mustered.once();
    }

    static List<ResourceKind> kinds() {
        return Made.kinds();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void showsEveryAttributeAsItWasMade(ResourceKind kind) {
        List<Made> made = expected(kind);
        Map<String, JsonNode> shown = Muster.resources(Mustered.ACCOUNT, kind.name());
        assertThat(made).isNotEmpty().allSatisfy(one -> {
            assertThat(shown).containsKey(one.arn());
            assertThat(Made.shown(shown.get(one.arn()))).isEqualTo(one);
        });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void showsAllThatThereIsAndNothingElse(ResourceKind kind) {
        Set<String> shown = Muster.resources(Mustered.ACCOUNT, kind.name()).values().stream()
                .filter(one -> !one.path("region").asText().equals(Mustered.BARE_REGION))
                .map(one -> one.path("resourceId").asText())
                .collect(Collectors.toSet());
        assertThat(shown).isEqualTo(mustered.truth().ids(kind));
    }

    private List<Made> expected(ResourceKind kind) {
        Truth truth = mustered.truth();
        ExpectedNetwork network = new ExpectedNetwork(mustered.estate(), truth);
        ExpectedStorage storage = new ExpectedStorage(mustered.estate(), truth);
        ExpectedCompute compute = new ExpectedCompute(mustered.estate(), truth);
        return switch (kind) {
            case VPC -> network.vpcs();
            case SUBNET -> network.subnets();
            case INTERNET_GATEWAY -> network.internetGateways();
            case ROUTE_TABLE -> network.routeTables();
            case NETWORK_ACL -> network.networkAcls();
            case FLOW_LOG -> network.flowLogs();
            case PREFIX_LIST -> network.prefixLists();
            case SECURITY_GROUP -> network.securityGroups();
            case VOLUME -> storage.volumes();
            case SNAPSHOT -> storage.snapshots();
            case IMAGE -> storage.images();
            case INSTANCE -> compute.instances();
            case NETWORK_INTERFACE -> compute.networkInterfaces();
            case KEY_PAIR -> compute.keyPairs();
            case REGION_SETTINGS -> compute.regionSettings();
            case INSTANCE_PROFILE -> compute.instanceProfiles();
            case ROLE -> compute.roles();
            default -> throw new AssertionError("nothing was made of the kind " + kind);
        };
    }
}
