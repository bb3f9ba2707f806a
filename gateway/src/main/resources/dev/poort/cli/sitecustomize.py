# For the Azure CLI of Debian 12, which asks the SDK for a version that its package leaves out.
# Python looks here last: a module that is there is taken as it is.
import importlib.util
import sys


class _Alias:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name != 'azure.mgmt.network.v2022_01_01':
            return None
        real = importlib.util.find_spec('azure.mgmt.network.v2022_07_01')
        return importlib.util.spec_from_file_location(
            name, real.origin,
            submodule_search_locations=list(real.submodule_search_locations))


sys.meta_path.append(_Alias)
