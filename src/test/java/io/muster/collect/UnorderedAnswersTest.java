package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.muster.collect.KindSample.Side;
import io.muster.inventory.Documents;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** The order in which AWS lists tags, groups, rules and the like is no change of the resource, where it means nothing. */
class UnorderedAnswersTest {

    /** The lists in which the order means something: the priority of overrides and DNS servers, statements as they are written; criteria of images stay as EC2 has them. */
    private static final Set<String> ORDERED = Set.of(
            "autoscaling.AutoScalingGroup/MixedInstancesPolicy/LaunchTemplate/Overrides",
            "ec2.ClientVpnEndpoint/DnsServers",
            "ec2.GetAllowedImagesSettingsResponse/ImageCriteria",
            "iam.RoleDetail/AssumeRolePolicyDocument/Statement",
            "iam.RoleDetail/RolePolicyList/PolicyDocument/Statement",
            "iam.ManagedPolicyDetail/PolicyVersionList/Document/Statement");

    /** The lists of which one entry alone has its number, range, account or version, and those that have one entry at most. */
    private static final Set<String> ONE_OF_ITS_KEY = Set.of(
            "elasticloadbalancingv2.Listener/DefaultActions",
            "elasticloadbalancingv2.DescribeRulesResponse/Rules/Actions",
            "ec2.GetManagedPrefixListEntriesResponse/Entries",
            "ec2.GetTransitGatewayPolicyTableEntriesResponse/TransitGatewayPolicyTableEntries",
            "ec2.VpnConnection/Routes",
            "iam.ManagedPolicyDetail/PolicyVersionList",
            "iam.InstanceProfile/Roles",
            "inspector2.BatchGetAccountStatusResponse/accounts",
            "guardduty.ListDetectorsResponse/DetectorIds");

    /** The lists of which each entry is a resource. */
    private static final Set<String> RESOURCES = Set.of(
            "cloudwatch.DescribeAlarmsResponse/CompositeAlarms", "cloudwatch.DescribeAlarmsResponse/MetricAlarms");

    private static SampleReader reader;

    @BeforeContainer
    static void start() {
        reader = new SampleReader();
    }

    @AfterContainer
    static void stop() {
        reader.close();
    }

    /** A list in what AWS has of a sample. */
    record Place(KindSample sample, Side side, String path) {

        JsonNode with(List<JsonNode> entries) {
            JsonNode aws = sample.aws(side).deepCopy();
            ArrayNode list = (ArrayNode) aws.at(path);
            list.removeAll().addAll(entries);
            return aws;
        }

        /** Its entries, and others that are like the first. */
        List<JsonNode> entries() {
            JsonNode list = sample.aws(side).at(path);
            List<JsonNode> entries = new ArrayList<>();
            list.forEach(entries::add);
            IntStream.range(1, 4).forEach(i -> entries.add(like(list.get(0), i)));
            return entries;
        }

        /** By the type and the names of members: {@code ec2.Vpc/Tags}. */
        String list() {
            List<String> names = new ArrayList<>(List.of(path.substring(1).split("/", -1)));
            names.remove(1);
            names.removeIf(name -> name.matches("\\d+"));
            return String.join("/", names);
        }

        @Override
        public String toString() {
            return sample + " " + side + " " + path;
        }
    }

    @Property(tries = 60)
    void theOrderOfAnAnswerIsNoChange(@ForAll("places") Place place, @ForAll long seed) {
        // given
        List<JsonNode> entries = place.entries();
        List<JsonNode> others = new ArrayList<>(entries);
        Collections.shuffle(others, new Random(seed));

        // when
        var first = reader.one(place.sample.kind(), place.with(entries));
        var second = reader.one(place.sample.kind(), place.with(others));

        // then
        assertThat(Documents.write(second.attributes())).isEqualTo(Documents.write(first.attributes()));
        assertThat(Documents.hash(second)).isEqualTo(Documents.hash(first));
    }

    @Provide
    Arbitrary<Place> places() {
        return Arbitraries.of(KindSample.all().stream()
                .flatMap(sample -> sample.sides().stream()
                        .filter(side -> side != Side.ODD) // its entries lack the keys that tell them apart
                        .flatMap(side -> lists(sample.aws(side), JsonPointer.empty())
                                .map(path -> new Place(sample, side, path.toString()))))
                .filter(place -> !ORDERED.contains(place.list()) && !ONE_OF_ITS_KEY.contains(place.list()))
                .filter(place -> !RESOURCES.contains(place.list()))
                .toList());
    }

    private static Stream<JsonPointer> lists(JsonNode node, JsonPointer at) {
        List<JsonPointer> found = new ArrayList<>();
        if (node.isArray() && !node.isEmpty()) {
            found.add(at);
        }
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            lists(node.get(i), at.appendIndex(i)).forEach(found::add);
        }
        node.properties()
                .forEach(member -> lists(member.getValue(), at.appendProperty(member.getKey()))
                        .forEach(found::add));
        return found.stream();
    }

    /** The same with other values in the place of each: times, truths and addresses alone stay what they are. */
    private static JsonNode like(JsonNode node, int i) {
        JsonNode copy = node.deepCopy();
        if (copy instanceof ObjectNode object) {
            Iterator<String> names = node.fieldNames();
            names.forEachRemaining(name -> object.set(name, like(node.get(name), i)));
            return object;
        }
        if (copy instanceof ArrayNode list) {
            IntStream.range(0, list.size()).forEach(at -> list.set(at, like(node.get(at), i)));
            return list;
        }
        if (copy.isInt()) {
            return IntNode.valueOf(copy.intValue() + i);
        }
        return copy.isTextual() && !copy.asText().matches("\\d{4}-.*Z|\\d+|[0-9a-f.:]+/\\d+|\\{.*")
                ? TextNode.valueOf(copy.asText() + i)
                : copy;
    }
}
