package io.muster.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may enter Muster's roles in AWS, and where they lead. What a member role may read: see ReadOnlyPolicyTest. */
class AwsRolesTest {

    private static final Path TEMPLATES = Path.of("deploy", "aws", "cloudformation");
    private static final Path MODULES = Path.of("deploy", "aws", "terraform");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aMemberRoleIsEnteredByTheHubRoleWithTheExternalId() throws IOException {
        JsonNode trust = role("member-role.yaml").at("/AssumeRolePolicyDocument/Statement");

        assertThat(trust.at("/0/Principal/AWS/Ref").asText()).isEqualTo("HubRoleArn");
        assertThat(trust.at("/0/Action").asText()).isEqualTo("sts:AssumeRole");
        assertThat(trust.at("/0/Condition/StringEquals/sts:ExternalId/Ref").asText())
                .isEqualTo("ExternalId");
    }

    /** EKS Pod Identity tags the session of the hub role, and the tags go along with the calls of AssumeRole. */
    @Test
    void theHubRoleMaySendSessionTagsAlongToEachMemberRole() throws IOException {
        JsonNode organization = template("organization.yaml").path("Resources");
        JsonNode member = role("member-role.yaml").at("/AssumeRolePolicyDocument/Statement");
        String embedded =
                organization.at("/MemberRoles/Properties/TemplateBody").asText();

        assertThat(member).hasSize(2);
        assertThat(member.at("/1/Principal/AWS/Ref").asText()).isEqualTo("HubRoleArn");
        assertThat(member.at("/1/Action").asText()).isEqualTo("sts:TagSession");
        assertThat(organization.at("/Role/Properties/AssumeRolePolicyDocument/Statement"))
                .isEqualTo(member);
        assertThat(Manifests.trees(embedded).get(0).at("/Resources/Role/Properties/AssumeRolePolicyDocument/Statement"))
                .isEqualTo(member);
        assertThat(Files.readString(MODULES.resolve("member").resolve("main.tf")))
                .contains("actions = [\"sts:TagSession\"]");
    }

    @Test
    void theHubRoleMayAssumeMemberRolesAndNothingElse() throws IOException {
        JsonNode policies = role("hub-role.yaml").at("/Policies");

        assertThat(policies).hasSize(1);
        JsonNode statements = policies.at("/0/PolicyDocument/Statement");
        assertThat(statements).hasSize(1);
        assertThat(statements.at("/0/Action"))
                .extracting(JsonNode::asText)
                .containsExactly("sts:AssumeRole", "sts:TagSession");
        assertThat(statements.at("/0/Resource/Fn::Sub").asText()).endsWith(":iam::*:role/${MemberRoleName}");
    }

    @Test
    void theHubRoleIsThePodsByPodIdentityAndByIrsa() throws IOException {
        JsonNode choice = role("hub-role.yaml").at("/AssumeRolePolicyDocument/Fn::If");
        JsonNode byBoth = JSON.readTree(choice.at("/1/Fn::Sub").asText()).path("Statement");
        JsonNode byPodIdentity = JSON.readTree(choice.at("/2/Fn::Sub").asText()).path("Statement");

        assertThat(byPodIdentity).hasSize(1);
        assertThat(byPodIdentity.get(0)).isEqualTo(byBoth.get(0));
        assertThat(byPodIdentity.at("/0/Principal/Service").asText()).isEqualTo("pods.eks.amazonaws.com");
        assertThat(byPodIdentity.at("/0/Condition/StringEquals")).hasSize(2);
        assertThat(byBoth.at("/1/Action").asText()).isEqualTo("sts:AssumeRoleWithWebIdentity");
        assertThat(byBoth.at("/1/Condition/StringEquals/${OidcProvider}:sub").asText())
                .isEqualTo("system:serviceaccount:${Namespace}:${ServiceAccount}");
    }

    @Test
    void templatesAndModulesAndOverlaysNameTheSameRolesAndServiceAccount() throws IOException {
        JsonNode hub = template("hub-role.yaml").path("Parameters");
        JsonNode member = template("member-role.yaml").path("Parameters");
        String account = Kustomize.production().workload("muster").pod().getServiceAccountName();

        assertThat(hub.at("/MemberRoleName/Default")).isEqualTo(member.at("/RoleName/Default"));
        assertThat(hub.at("/ServiceAccount/Default").asText()).isEqualTo(account);
        assertThat(defaults("hub"))
                .contains(
                        hub.at("/RoleName/Default").asText(),
                        hub.at("/MemberRoleName/Default").asText(),
                        account);
        assertThat(defaults("member")).contains(member.at("/RoleName/Default").asText());
    }

    /** But for actions that it does not know (W3037): its list is older than those of the SDK, of which the policies are made. */
    @Test
    void theTemplatesPassTheLinter() {
        Command.of(
                        "cfn-lint",
                        "--ignore-checks",
                        "W3037",
                        "--",
                        TEMPLATES.resolve("hub-role.yaml"),
                        TEMPLATES.resolve("member-role.yaml"),
                        TEMPLATES.resolve("organization.yaml"))
                .succeeds();
    }

    @Test
    void theModulesAreWellFormed() {
        Command.of("terraform", "fmt", "-check", "-diff", "-recursive", MODULES).succeeds();
    }

    private static Stream<String> defaults(String module) throws IOException {
        return Files.readAllLines(MODULES.resolve(module).resolve("variables.tf")).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("default "))
                .map(line -> line.replaceAll(".*\"(.*)\".*", "$1"));
    }

    private static JsonNode role(String template) throws IOException {
        return template(template).at("/Resources/Role/Properties");
    }

    private static JsonNode template(String template) throws IOException {
        return Manifests.trees(Files.readString(TEMPLATES.resolve(template))).get(0);
    }
}
