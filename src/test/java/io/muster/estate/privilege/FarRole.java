package io.muster.estate.privilege;

import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import io.muster.inventory.Documents;
import io.muster.inventory.TrustingRoles.TrustingRole;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import java.util.ArrayList;
import java.util.List;

/** A role of another account as that account's own scan tells of it, in the words of a test. */
public final class FarRole {

    private final String account;
    private final MadeRole role;
    private final List<OnwardWays.Beyond> beyond = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private boolean direct;
    private String administrator = "NO";
    private String gain = "NO";
    private List<Escalation> toAdministrator = List.of();
    private List<Escalation> toHost = List.of();

    private FarRole(String account, MadeRole role) {
        this.account = account;
        this.role = role;
    }

    /** It trusts another account, and is worth nothing by itself. */
    public static FarRole of(String account, String name, String trusted) {
        return new FarRole(
                account,
                MadeRole.role(name)
                        .trust("{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'AWS':'" + trusted + "'}}"));
    }

    /** It may trust the account of the test's estate. */
    public FarRole direct() {
        direct = true;
        return this;
    }

    public FarRole administrator(String certainty) {
        administrator = certainty;
        return this;
    }

    public FarRole gain(String certainty) {
        gain = certainty;
        return this;
    }

    /** It runs code on the instance, whose role is an administrator. */
    public FarRole overHost(String instanceId, String roleName) {
        administrator = "YES";
        toAdministrator = List.of(step(roleName(roleName), host(instanceId)));
        return this;
    }

    /** It runs code on the instance. */
    public FarRole runsCodeOn(String instanceId) {
        gain = "YES";
        toHost = List.of(step("", host(instanceId)));
        return this;
    }

    /** It may assume the other role, as that one is. */
    public FarRole assumes(FarRole other, Certainty certainty) {
        return assumes(other.arn(), RolesElsewhere.seen(other.told().role()), certainty);
    }

    /** It may assume the role of the ARN, as it was then. */
    public FarRole assumes(String arn, String seen, Certainty certainty) {
        Escalation step = new Escalation(
                "AssumeRole", List.of("sts:AssumeRole"), "", arn, false, certainty, arn, null, List.of());
        beyond.add(new OnwardWays.Beyond(arn, arn(), certainty, seen, List.of(step)));
        return this;
    }

    public FarRole misses(String what) {
        missing.add(what);
        return this;
    }

    public String arn() {
        return roleName(role.resource().resourceId());
    }

    private String roleName(String name) {
        return Scope.of(account, Scope.GLOBAL).arn(ResourceKind.ROLE, name);
    }

    private String host(String id) {
        return Scope.of(account, Estates.REGION.region()).arn(ResourceKind.INSTANCE, id);
    }

    private static Escalation step(String next, String host) {
        String target = next.isEmpty() ? host : next;
        return new Escalation(
                "SendCommand", List.of("ssm:SendCommand"), "", target, false, Certainty.YES, next, host, List.of());
    }

    private TrustingRole told() {
        OnwardWays ways = new OnwardWays(toAdministrator, toHost, beyond);
        return new TrustingRole(
                role.resource(),
                direct,
                administrator,
                gain,
                Documents.tree(Documents.write(ways.json())),
                List.copyOf(missing));
    }

    public void addTo(Estates estate) {
        estate.elsewhere(account, told());
    }
}
