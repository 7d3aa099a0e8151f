package io.muster.estate.attack;

import io.muster.estate.Estate;
import io.muster.estate.privilege.Certainty;
import io.muster.estate.privilege.Escalation;
import io.muster.estate.privilege.PrivilegeGraph;
import io.muster.estate.privilege.RemoteRights;
import io.muster.estate.privilege.RolePrivileges;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The worth of an estate's roles to who holds an instance that has them, each worked out once. An administrator has all the rest, which is not listed again. */
public final class Prizes {

    private final Estate estate;
    private final Map<String, List<Prize>> byRole = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> missing = new ConcurrentHashMap<>();

    private Prizes(Estate estate) {
        this.estate = estate;
    }

    /** The prizes of the role, the greatest first. */
    public static List<Prize> of(Resource<Role> role, Estate estate) {
        Prizes all = estate.view(Prizes.class, Prizes::new);
        List<Prize> known = all.byRole.get(role.arn());
        if (known == null) {
            known = all.workOut(role);
            all.byRole.put(role.arn(), known);
        }
        return known;
    }

    /** The parts that were not read, or not followed, and to which the role may lead. */
    static Set<String> missing(Resource<Role> role, Estate estate) {
        Prizes all = estate.view(Prizes.class, Prizes::new);
        Set<String> known = all.missing.get(role.arn());
        if (known == null) {
            known = PrivilegeGraph.of(estate).missing(role);
            all.missing.put(role.arn(), known);
        }
        return known;
    }

    private List<Prize> workOut(Resource<Role> role) {
        RolePrivileges privileges = RolePrivileges.of(role, estate).ofInstance();
        List<Prize> prizes = new ArrayList<>();
        Certainty administrator = privileges.administrator();
        if (administrator == Certainty.YES) {
            return List.of(new Prize(Prize.Type.ADMINISTRATOR, true, true, "is an administrator", List.of()));
        }
        if (administrator == Certainty.POSSIBLE) {
            prizes.add(new Prize(Prize.Type.ADMINISTRATOR, false, true, "may be an administrator", List.of()));
        }
        escalation(role, prizes);
        data(privileges, prizes);
        elsewhere(privileges, prizes);
        return List.copyOf(prizes);
    }

    private void escalation(Resource<Role> role, List<Prize> prizes) {
        PrivilegeGraph graph = PrivilegeGraph.of(estate);
        List<Escalation> all = graph.escalationsOfInstance(role);
        if (all.isEmpty()) {
            return;
        }
        boolean certain = all.stream().anyMatch(Prizes::certain);
        List<Escalation> way = graph.wayToAdministratorOfInstance(role);
        boolean supreme = !way.isEmpty() && (!certain || way.stream().allMatch(Prizes::certain));
        List<Escalation> told = supreme
                ? way
                : all.stream()
                        .filter(step -> !certain || certain(step))
                        .limit(1)
                        .toList();
        List<Escalation> whole = graph.goingOn(told);
        prizes.add(new Prize(
                Prize.Type.ESCALATION,
                certain,
                supreme,
                (certain ? "takes more rights by " : "may take more rights by ")
                        + told.get(0).name() + " on " + told.get(0).target()
                        + (supreme ? ", up to those of an administrator" : ""),
                whole));
    }

    private static boolean certain(Escalation step) {
        return step.certainty() == Certainty.YES;
    }

    private static void data(RolePrivileges privileges, List<Prize> prizes) {
        List<String> reads = privileges.dataReads();
        if (!reads.isEmpty()) {
            prizes.add(new Prize(
                    Prize.Type.DATA, true, false, "may do " + String.join(", ", reads) + " on everything", List.of()));
        } else if (privileges.readsAllData() == Certainty.POSSIBLE) {
            prizes.add(new Prize(Prize.Type.DATA, false, false, "may be able to read all data of a store", List.of()));
        }
    }

    private void elsewhere(RolePrivileges privileges, List<Prize> prizes) {
        List<RemoteRights.Held> all = RemoteRights.of(privileges, estate);
        List<String> certain = all.stream()
                .filter(held -> held.certainty() == Certainty.YES)
                .map(RemoteRights.Held::name)
                .toList();
        if (!certain.isEmpty()) {
            prizes.add(new Prize(
                    Prize.Type.OTHER_INSTANCES,
                    true,
                    false,
                    "runs code on other instances by " + String.join(", ", certain),
                    List.of()));
        } else if (!all.isEmpty()) {
            prizes.add(new Prize(
                    Prize.Type.OTHER_INSTANCES,
                    false,
                    false,
                    "may run code on other instances by " + all.get(0).name(),
                    List.of()));
        }
    }
}
