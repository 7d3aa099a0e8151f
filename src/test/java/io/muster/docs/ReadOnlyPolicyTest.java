package io.muster.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.collect.AllCollectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The policies for Muster's role in an account, and in an organization's management account, allow what the code calls, and
 * nothing else.
 */
class ReadOnlyPolicyTest {

    private static final GeneratedFile POLICY =
            new GeneratedFile(Path.of("deploy", "aws", "read-only-policy.json"), ReadOnlyPolicyTest.class);

    private static final Path TEMPLATE = Path.of("deploy", "aws", "cloudformation", "member-role.yaml");
    private static final Pattern ACTIONS_OF_TEMPLATE = Pattern.compile(
            "(?<=# generated from the code[^\n]{0,80}\n).*?(?= *# end of what is generated)", Pattern.DOTALL);
    private static final Path ORGANIZATION_POLICY = Path.of("deploy", "aws", "organization-policy.json");
    private static final Path ORGANIZATION_TEMPLATE = TEMPLATE.resolveSibling("organization.yaml");
    private static final Path ORGANIZATION_MODULE = Path.of("deploy", "aws", "terraform", "organization", "main.tf");

    private static final Path MODULE = Path.of("deploy", "aws", "terraform", "member", "main.tf");

    /** IAM counts it among the reading ones: it makes a report of the use of a role, and changes nothing. */
    private static final String REPORT = "iam:GenerateServiceLastAccessedDetails";

    @Test
    void thePolicyAllowsWhatTheCodeCallsAndNothingElse() {
        String actions = AllCollectors.create().actions().stream()
                .map(action -> "        \"" + action + "\"")
                .collect(Collectors.joining(",\n"));
        POLICY.holds("""
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Sid": "MusterReadsTheInventory",
                      "Effect": "Allow",
                      "Action": [
                %s
                      ],
                      "Resource": "*"
                    }
                  ]
                }
                """.formatted(actions));
    }

    @Test
    void theTemplateAllowsTheSame() throws IOException {
        String template = memberTemplate();

        new GeneratedFile(TEMPLATE, ReadOnlyPolicyTest.class).holds(template);
        assertThat(template).contains(list(AllCollectors.create().actions()));
    }

    private static String memberTemplate() throws IOException {
        return ACTIONS_OF_TEMPLATE
                .matcher(Files.readString(TEMPLATE))
                .replaceFirst(list(AllCollectors.create().actions()));
    }

    private static String list(Collection<String> actions) {
        return actions.stream()
                .map(action -> " ".repeat(18) + "- " + action + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void thePolicyOfTheOrganizationAllowsWhatTheCodeCallsAndNothingElse() {
        String actions = AllCollectors.create().organizationActions().stream()
                .map(action -> "        \"" + action + "\"")
                .collect(Collectors.joining(",\n"));
        new GeneratedFile(ORGANIZATION_POLICY, ReadOnlyPolicyTest.class).holds("""
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Sid": "MusterReadsTheOrganization",
                      "Effect": "Allow",
                      "Action": [
                %s
                      ],
                      "Resource": "*"
                    }
                  ]
                }
                """.formatted(actions));
    }

    @Test
    void theTemplateOfTheOrganizationAllowsTheSameAndHoldsThatOfTheMembers() throws IOException {
        String member = memberTemplate()
                .lines()
                .map(line -> (" ".repeat(8) + line).stripTrailing() + "\n")
                .collect(Collectors.joining());
        String template = Files.readString(ORGANIZATION_TEMPLATE);
        template = GeneratedFile.replaced(
                template,
                "the actions of read-only-policy.json",
                list(AllCollectors.create().actions()));
        template = GeneratedFile.replaced(
                template,
                "the actions of organization-policy.json",
                list(AllCollectors.create().organizationActions()));
        template = GeneratedFile.replaced(template, "member-role.yaml", member);

        new GeneratedFile(ORGANIZATION_TEMPLATE, ReadOnlyPolicyTest.class).holds(template);
    }

    @Test
    void theModuleOfTheOrganizationTakesBothFilesAsTheyAre() throws IOException {
        assertThat(Files.readString(ORGANIZATION_MODULE))
                .contains("file(\"${path.module}/../../organization-policy.json\")")
                .contains("file(\"${path.module}/../../cloudformation/member-role.yaml\")");
    }

    @Test
    void theOrganizationIsReadByItsOwnActions() {
        assertThat(AllCollectors.create().organizationActions())
                .isNotEmpty()
                .allMatch(action -> action.matches("organizations:(Describe|List)\\w+"));
        assertThat(AllCollectors.create().actions()).noneMatch(action -> action.startsWith("organizations:"));
    }

    @Test
    void theModuleTakesThePolicyAsItIs() throws IOException {
        assertThat(Files.readString(MODULE)).contains("policy = file(\"${path.module}/../../read-only-policy.json\")");
        assertThat(MODULE.resolveSibling("../../read-only-policy.json")).exists();
    }

    @Test
    void everyActionReads() {
        assertThat(AllCollectors.create().actions())
                .contains(REPORT)
                .filteredOn(action -> !action.equals(REPORT))
                .allMatch(action -> action.matches("[a-z0-9]+:(Describe|Get|BatchGet|List|Search|Simulate)\\w+"));
    }
}
