package io.muster.aws.organization;

import io.muster.aws.AwsAccess;
import io.muster.aws.AwsService;
import io.muster.aws.AwsSession;
import io.muster.aws.TestClients;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import software.amazon.awssdk.services.organizations.OrganizationsAsyncClient;
import software.amazon.awssdk.services.organizations.model.OrganizationFeatureSet;
import software.amazon.awssdk.services.organizations.model.PolicyType;
import software.amazon.awssdk.services.organizations.model.Tag;

/** An organization in moto, made by AWS's own operations through a role of its management account. */
public final class MadeOrganization {

    private final AwsAccess access;
    private final AwsSession session;
    private final String root;

    private MadeOrganization(AwsAccess access, AwsSession session) {
        this.access = access;
        this.session = session;
        call(client -> client.createOrganization(r -> r.featureSet(OrganizationFeatureSet.ALL)));
        this.root = call(OrganizationsAsyncClient::listRoots).roots().get(0).id();
    }

    /**
     * A new organization in moto.
     *
     * @param managementAccountId an account that no other test uses
     */
    public static MadeOrganization in(String managementAccountId, TestClients clients) {
        AwsAccess access =
                new AwsAccess(managementAccountId, "arn:aws:iam::" + managementAccountId + ":role/muster", null);
        return new MadeOrganization(access, clients.clients().session(access));
    }

    public AwsAccess access() {
        return access;
    }

    public String root() {
        return root;
    }

    public String unit(String parent, String name) {
        return call(client ->
                        client.createOrganizationalUnit(r -> r.parentId(parent).name(name)))
                .organizationalUnit()
                .id();
    }

    public String account(String unit, String name, Map<String, String> tags) {
        String id = call(client -> client.createAccount(r -> r.accountName(name)
                        .email(name + "@example.com")
                        .tags(tags.entrySet().stream()
                                .map(tag -> Tag.builder()
                                        .key(tag.getKey())
                                        .value(tag.getValue())
                                        .build())
                                .toList())))
                .createAccountStatus()
                .accountId();
        move(id, root, unit);
        return id;
    }

    public void move(String accountId, String from, String to) {
        if (!from.equals(to)) {
            call(client -> client.moveAccount(
                    r -> r.accountId(accountId).sourceParentId(from).destinationParentId(to)));
        }
    }

    public void remove(String accountId) {
        call(client -> client.removeAccountFromOrganization(r -> r.accountId(accountId)));
    }

    public String policy(PolicyType type, String name, String document, String target) {
        call(client -> client.enablePolicyType(r -> r.rootId(root).policyType(type)));
        String id = call(client -> client.createPolicy(
                        r -> r.type(type).name(name).description(name).content(document)))
                .policy()
                .policySummary()
                .id();
        call(client -> client.attachPolicy(r -> r.policyId(id).targetId(target)));
        return id;
    }

    private <T> T call(Function<OrganizationsAsyncClient, CompletableFuture<T>> call) {
        return session.call(AwsService.ORGANIZATIONS, "us-east-1", "MadeByTests", call)
                .await()
                .indefinitely();
    }
}
