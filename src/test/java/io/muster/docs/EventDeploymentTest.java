package io.muster.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.aws.queue.MessageQueue;
import io.muster.collect.AllCollectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The queue's policy allows what its reader calls, on the queue alone; the rule sends events of the services that are read. */
class EventDeploymentTest {

    private static final Path AWS = Path.of("deploy", "aws");
    private static final Path HUB = AWS.resolve("cloudformation").resolve("events.yaml");
    private static final Path MEMBER = AWS.resolve("cloudformation").resolve("events-member.yaml");

    @Test
    void thePolicyAllowsWhatTheCodeCallsOnTheQueueAlone() {
        String actions =
                actions().stream().map(action -> "        \"" + action + "\"").collect(Collectors.joining(",\n"));
        new GeneratedFile(AWS.resolve("event-queue-policy.json"), EventDeploymentTest.class)
                .holds("""
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Sid": "MusterReadsTheQueueOfEvents",
                      "Effect": "Allow",
                      "Action": [
                %s
                      ],
                      "Resource": "arn:aws:sqs:eu-central-1:111111111111:muster-events"
                    }
                  ]
                }
                """.formatted(actions));
    }

    @Test
    void theTemplateAllowsTheSame() throws IOException {
        new GeneratedFile(HUB, EventDeploymentTest.class)
                .holds(GeneratedFile.replaced(
                        Files.readString(HUB), "the actions of event-queue-policy.json", list(14, actions())));
    }

    @Test
    void theRuleSendsEventsOfEveryServiceThatIsRead() throws IOException {
        new GeneratedFile(MEMBER, EventDeploymentTest.class)
                .holds(GeneratedFile.replaced(
                        Files.readString(MEMBER),
                        "the services whose events concern the inventory",
                        list(10, sources())));
        assertThat(sources()).contains("aws.ec2", "aws.iam", "aws.organizations", "aws.monitoring");
    }

    /** CloudTrail hands the calls of a service to EventBridge in the region where the service answers. */
    @Test
    void theRegionsOfServicesWithoutRegionsAreNamed() throws IOException {
        // given
        String guide = Files.readString(Path.of("docs", "events.md"));
        String template = Files.readString(MEMBER);

        // when
        Set<String> regions = services()
                .flatMap(service -> service.onlyRegion().stream())
                .collect(Collectors.toCollection(TreeSet::new));

        // then
        assertThat(regions)
                .isNotEmpty()
                .allSatisfy(region -> assertThat(guide).contains("`" + region + "`"))
                .allSatisfy(region -> assertThat(template).contains(region));
    }

    @Test
    void noRightButThoseToTheQueueIsNeeded() {
        assertThat(actions()).containsExactly("sqs:DeleteMessage", "sqs:ReceiveMessage");
        assertThat(AllCollectors.create().actions()).noneMatch(action -> action.startsWith("sqs:"));
    }

    private static Set<String> actions() {
        return MessageQueue.OPERATIONS.stream()
                .map(AwsOperation::action)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> sources() {
        return Stream.concat(services().map(AwsService::name), Stream.of("organizations"))
                .map(service -> "aws." + (service.equals("cloudwatch") ? "monitoring" : service))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<AwsService<?>> services() {
        return Stream.of(
                        AllCollectors.create().regional(),
                        AllCollectors.create().global())
                .flatMap(List::stream)
                .flatMap(collector -> collector.operations().stream())
                .map(AwsOperation::service);
    }

    private static String list(int indent, Collection<String> items) {
        return items.stream()
                .map(item -> " ".repeat(indent) + "- " + item + "\n")
                .collect(Collectors.joining());
    }
}
