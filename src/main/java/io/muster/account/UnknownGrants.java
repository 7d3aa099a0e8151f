package io.muster.account;

import io.muster.account.GrantedAccounts.Member;
import io.muster.platform.Nearest;
import io.muster.platform.OrganizationGrant;
import io.muster.platform.OrganizationPath;
import io.muster.platform.StructuredLog;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Logs grants that match no account: each once, until it matches one. */
final class UnknownGrants {

    private static final StructuredLog LOG = StructuredLog.of(GrantedAccounts.class);

    /** The most grants that are remembered: tokens can hold any text. */
    private static final int MOST = 1_000;

    private final Set<OrganizationGrant> told = ConcurrentHashMap.newKeySet();

    void tell(Collection<OrganizationGrant> grants, List<Member> members) {
        for (OrganizationGrant grant : grants) {
            if (members.stream().anyMatch(member -> member.isMeant(grant))) {
                told.remove(grant);
            } else if (told.size() < MOST && told.add(grant)) {
                LOG.with("grant", grant.text())
                        .with("nearest", nearest(grant, members))
                        .warn(
                                "A grant means no account of the organization: no registered account is in such a unit, or has"
                                        + " such a tag");
            }
        }
    }

    private static String nearest(OrganizationGrant grant, List<Member> members) {
        Set<String> known =
                members.stream().flatMap(UnknownGrants::texts).collect(Collectors.toCollection(TreeSet::new));
        return Nearest.of(grant.text(), known).orElse(null);
    }

    private static Stream<String> texts(Member member) {
        Stream<OrganizationGrant> tags = member.tags() == null
                ? Stream.empty()
                : member.tags().entrySet().stream()
                        .map(tag -> new OrganizationGrant(OrganizationGrant.Type.TAG, tag.getKey(), tag.getValue()));
        return Stream.concat(
                new OrganizationPath(member.path())
                        .upwards()
                        .map(path -> new OrganizationGrant(OrganizationGrant.Type.PATH, path, null).text()),
                tags.map(OrganizationGrant::text));
    }
}
