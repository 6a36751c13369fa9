package io.continuo.runner.launch.kubernetes;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseList;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One Lease object per runner, in the home namespace. Only whether it changes counts, not the time
 * that is written into it.
 */
final class RunnerLeases {
  private final Cluster cluster;

  RunnerLeases(Cluster cluster) {
    this.cluster = cluster;
  }

  private NonNamespaceOperation<Lease, LeaseList, Resource<Lease>> leases() {
    MixedOperation<Lease, LeaseList, Resource<Lease>> all = cluster.api().client().leases();
    return all.inNamespace(cluster.marks().home());
  }

  /** Says that this runner lives. */
  void renew() {
    String name = cluster.marks().leaseName();
    Optional<Lease> found = Optional.ofNullable(leases().withName(name).get());
    ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
    if (found.isEmpty()) {
      leases().resource(fresh(name, now)).create();
    } else {
      Lease lease = found.get();
      lease.getSpec().setRenewTime(now);
      leases().resource(lease).lockResourceVersion().update();
    }
  }

  private Lease fresh(String name, ZonedDateTime now) {
    return new LeaseBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(cluster.marks().home())
        .withLabels(cluster.marks().ofRunner())
        .endMetadata()
        .withNewSpec()
        .withHolderIdentity(cluster.marks().runner())
        .withLeaseDurationSeconds((int) cluster.settings().leaseTimeout().toSeconds())
        .withAcquireTime(now)
        .withRenewTime(now)
        .endSpec()
        .build();
  }

  Map<String, Lease> byRunner() {
    Map<String, Lease> found = new HashMap<>();
    for (Lease lease : leases().withLabels(cluster.marks().ofNeighbours()).list().getItems()) {
      PodMarks.label(lease, PodMarks.RUNNER).ifPresent(runner -> found.put(runner, lease));
    }
    return found;
  }

  void drop(Lease lease) {
    try {
      leases().resource(lease).lockResourceVersion().delete();
    } catch (KubernetesClientException e) {
      if (e.getCode() != 409) { // its runner is back
        throw e;
      }
    }
  }
}
